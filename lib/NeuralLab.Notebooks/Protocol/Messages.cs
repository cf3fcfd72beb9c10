using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NeuralLab.Notebooks.Protocol;

/// <summary>
/// What parent and notebook process tell each other, one line of JSON each, over two pipes of their own:
/// nothing that a cell prints can be taken for a message.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RunCell), "run")]
[JsonDerivedType(typeof(Ready), "ready")]
[JsonDerivedType(typeof(CellText), "text")]
[JsonDerivedType(typeof(CellValue), "value")]
[JsonDerivedType(typeof(CellDone), "done")]
abstract record Message;

/// <summary>Parent to child: compile and run these pieces of code in order.</summary>
/// <param name="Number">The cell's number for people, from 1.</param>
/// <param name="References">Assemblies that the code may use from here on (of restored packages).</param>
/// <param name="Pieces">The cell, taken apart at its <c>#!import</c> lines.</param>
/// <param name="EndMark">What the child writes to the real standard output and error after the cell, so that the parent knows that it has read all that the cell wrote there.</param>
sealed record RunCell(int Number, IReadOnlyList<string> References, IReadOnlyList<CodePiece> Pieces, string EndMark) : Message;

/// <summary>Code that is compiled as one.</summary>
/// <param name="Name">What messages call it: <c>cell 3</c>, or the name of an imported file.</param>
/// <param name="Code">The code on its own lines: those before it are empty, so that line numbers are those of the cell.</param>
sealed record CodePiece(string Name, string Code);

/// <summary>Child to parent: the compiler has started; cells take their own time from here on.</summary>
sealed record Ready : Message;

/// <summary>Child to parent: the cell printed something.</summary>
sealed record CellText(string Stream, string Text) : Message;

/// <summary>Child to parent: the cell showed a value, or ended with one.</summary>
sealed record CellValue(JsonObject Data, bool IsResult) : Message;

/// <summary>Child to parent: the cell ended.</summary>
/// <param name="Fault">What went wrong; null where nothing did.</param>
sealed record CellDone(CellFault? Fault) : Message;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">An exception's type, or one of <see cref="FaultNames"/>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Line">Line of the cell, from 1; null where unknown.</param>
/// <param name="Traceback">Lines for the reader.</param>
sealed record CellFault(string Name, string Message, int? Line, IReadOnlyList<string> Traceback);

[JsonSerializable(typeof(Message))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
sealed partial class MessageJson : JsonSerializerContext;
