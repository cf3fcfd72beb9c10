using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NeuralLab.Notebooks.Packages;

namespace NeuralLab.Notebooks.Protocol;

/// <summary>
/// What parent and notebook process tell each other, one line of JSON each, over two pipes of their own:
/// nothing that a cell prints can be taken for a message.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunCell), "run")]
[JsonDerivedType(typeof(InterruptCell), "interrupt")]
[JsonDerivedType(typeof(InputLine), "line")]
[JsonDerivedType(typeof(PackagesFound), "found")]
[JsonDerivedType(typeof(Question), "question")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(CellNeeds), "needs")]
[JsonDerivedType(typeof(CellText), "text")]
[JsonDerivedType(typeof(CellValue), "value")]
[JsonDerivedType(typeof(CellCleared), "cleared")]
[JsonDerivedType(typeof(CellReads), "reads")]
[JsonDerivedType(typeof(CellWorks), "works")]
[JsonDerivedType(typeof(CellDone), "done")]
[JsonDerivedType(typeof(Answer), "answer")]
abstract record Message;

/// <summary>Parent to child: run this cell. Only the child, which has limits, looks into what a notebook wrote.</summary>
/// <param name="Number">The cell's number for people, from 1.</param>
/// <param name="Source">The cell as it stands in the notebook.</param>
/// <param name="EndMark">
/// What the child writes to the real standard output and error after the cell,
/// so that the parent knows that it has read all that the cell wrote there.
/// </param>
sealed record RunCell(int Number, string Source, string EndMark) : Message;

/// <summary>Parent to child: end the cell of that mark, if it still runs.</summary>
sealed record InterruptCell(string EndMark) : Message;

/// <summary>Parent to child: what was typed, or null where nobody can.</summary>
sealed record InputLine(string? Text) : Message;

/// <summary>Parent to child: the packages that the cell asked for.</summary>
/// <param name="Files">Their assemblies.</param>
/// <param name="Fault">Why there are none; null where there are.</param>
sealed record PackagesFound(IReadOnlyList<string> Files, string? Fault) : Message;

/// <summary>Parent to child: what is known about this code? It need not be a whole cell, nor right.</summary>
/// <param name="Id">Repeated in the answer.</param>
/// <param name="About">What is asked.</param>
/// <param name="Code">All that stands in the cell.</param>
/// <param name="Cursor">The place asked about, from 0, in UTF-16 code units.</param>
sealed record Question(int Id, Subject About, string Code, int Cursor) : Message;

/// <summary>What can be asked about code.</summary>
enum Subject
{
    Completion,
    Inspection,
    State,
    Parameters,
}

/// <summary>Child to parent: the compiler has started; cells take their own time from here on.</summary>
sealed record Ready : Message;

/// <summary>Child to parent: the cell waits for packages.</summary>
/// <param name="Packages">All that the notebook has asked for so far, since they must fit together.</param>
/// <param name="Sources">Feeds besides those that the user has configured.</param>
sealed record CellNeeds(IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Sources) : Message
{
    const int Most = 100;
    const int LongestAddress = 2000;

    /// <summary>False of what no honest cell asks for.</summary>
    [JsonIgnore]
    public bool IsWellFormed =>
        Packages.Count <= Most && Packages.All(package => package is { IsWellFormed: true })
        && Sources.Count <= Most && Sources.All(source => source is { Length: <= LongestAddress });
}

/// <summary>Child to parent: the cell printed something.</summary>
sealed record CellText(string Stream, string Text) : Message;

/// <summary>Child to parent: the cell showed a value, changed one that it shows, or ended with one.</summary>
/// <param name="Data">By MIME type.</param>
/// <param name="Role">Which of the three.</param>
/// <param name="DisplayId">Names the output where it may change.</param>
sealed record CellValue(JsonObject Data, ValueRole Role, string? DisplayId) : Message;

/// <summary>What a value is to its cell.</summary>
enum ValueRole
{
    Display,
    Update,
    Result,
}

/// <summary>Child to parent: the outputs so far are to go; with <paramref name="Wait"/> when the next one comes.</summary>
sealed record CellCleared(bool Wait) : Message;

/// <summary>Child to parent: the cell waits for a line.</summary>
sealed record CellReads : Message;

/// <summary>Child to parent: long work is under way, or has ended (null).</summary>
sealed record CellWorks(CellProgress? Progress) : Message;

/// <summary>Child to parent: the cell ended.</summary>
/// <param name="Fault">What went wrong; null where nothing did.</param>
sealed record CellDone(CellFault? Fault) : Message;

/// <summary>Child to parent: to a question; of the four only what was asked for, or none where nothing is known.</summary>
sealed record Answer(
    int Id,
    CodeCompletion? Completion = null,
    CodeInspection? Inspection = null,
    CodeState? State = null,
    IReadOnlyList<NotebookParameter>? Parameters = null) : Message;

[JsonSerializable(typeof(Message))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, AllowDuplicateProperties = false)]
sealed partial class MessageJson : JsonSerializerContext;
