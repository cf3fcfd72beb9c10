using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NeuralLab.Assignments.Source;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments;

/// <summary>What a cell of an assignment is to its grader.</summary>
public enum CellRole
{
    /// <summary>Text, or code that students may change.</summary>
    Free,

    /// <summary>A student's answer.</summary>
    Answer,

    /// <summary>A check: what a submission has in its place is never run.</summary>
    Check,

    /// <summary>Locked for another reason.</summary>
    Locked,
}

/// <summary>A cell as it was released.</summary>
/// <param name="Id">The cell's id.</param>
/// <param name="GradeId">nbgrader's id; empty where the cell has none.</param>
/// <param name="Role">What it is to the grader.</param>
/// <param name="IsCode">False for text.</param>
/// <param name="Checksum">SHA-256 of the source, hexadecimal.</param>
/// <param name="Source">The code; empty for text.</param>
/// <param name="Answers">What an answer cell must declare.</param>
public sealed record ReleasedCell(string Id, string GradeId, CellRole Role, bool IsCode, string Checksum, string Source, IReadOnlyList<AnswerBridge> Answers);

/// <summary>What one check grades.</summary>
/// <param name="Id">The check cell's <c>grade_id</c>: the column of the gradebook.</param>
/// <param name="Name">Such as <c>NN1.2</c>; the id where the check does not say.</param>
/// <param name="Points">At most so many.</param>
/// <param name="Check">The check cell with its hidden tests.</param>
/// <param name="Answers">The names that it uses.</param>
/// <param name="AnswerCells">Ids of the cells that declare them.</param>
public sealed record Exercise(string Id, string Name, double Points, string Check, IReadOnlyList<string> Answers, IReadOnlyList<string> AnswerCells);

/// <summary>
/// What the lecturer keeps of an assignment: its cells, points and checksums, the checks with their hidden tests, and the hidden seed that
/// draws the inputs. It never enters the process that runs a student's code.
/// </summary>
public sealed record Manifest
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <summary>1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The assignment: the notebook's name without <c>.ipynb</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Hidden: draws the inputs of the checks.</summary>
    public required int Seed { get; init; }

    /// <summary>All cells in order.</summary>
    public required IReadOnlyList<ReleasedCell> Cells { get; init; }

    /// <summary>The graded exercises in order.</summary>
    public required IReadOnlyList<Exercise> Exercises { get; init; }

    /// <summary>Cells that the process of the checks runs first: what the checks need, and a proxy for each answer.</summary>
    public required IReadOnlyList<string> JudgeSetup { get; init; }

    /// <summary>All points together.</summary>
    public double Max => Exercises.Sum(exercise => exercise.Points);

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">A file that <see cref="Save"/> wrote.</param>
    /// <exception cref="AssignmentException">It is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Manifest Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Manifest>(File.ReadAllText(path), Json) is { Format: 1 } manifest
                ? manifest
                : throw new AssignmentException($"{path}: expected a manifest of format 1");
        }
        catch (JsonException fault)
        {
            throw new AssignmentException($"{path}: expected the manifest of an assignment, found a fault: {fault.Message}", fault);
        }
    }

    /// <summary>Writes the manifest: whole or not at all.</summary>
    /// <param name="path">The file to create or replace.</param>
    public void Save(string path) => AtomicTextFile.Write(path, ToJson());

    /// <summary>The manifest as the text of its file; the same manifest, the same bytes.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    /// <summary>SHA-256 of a cell's source, hexadecimal; spaces at ends of lines do not count.</summary>
    /// <param name="source">The source.</param>
    public static string Checksum(string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var lines = source.ReplaceLineEndings("\n").TrimEnd().Split('\n').Select(line => line.TrimEnd());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>Points as people write them: <c>2</c>, <c>1.5</c>.</summary>
    public static string Text(double points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}
