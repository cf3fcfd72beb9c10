using System.Text.Json.Nodes;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Source;

/// <summary>A lecturer's notebook with solutions: nbgrader's metadata says which cells are answers and which are checks.</summary>
public sealed class SourceNotebook
{
    const string OptionalTag = "plotly-net";

    SourceNotebook(string name, NotebookDocument document) => (Name, Document) = (name, document);

    /// <summary>The assignment's name.</summary>
    public string Name { get; }

    /// <summary>As it was read.</summary>
    public NotebookDocument Document { get; }

    /// <summary>Reads a source notebook.</summary>
    /// <param name="path">A notebook with at least one graded check cell.</param>
    /// <exception cref="AssignmentException">There is nothing to grade, or two cells have one id.</exception>
    /// <exception cref="NotebookFormatException">The file is not a notebook.</exception>
    public static SourceNotebook Load(string path)
    {
        var source = new SourceNotebook(Path.GetFileNameWithoutExtension(path), NotebookDocument.Load(path));
        var ids = source.Document.Cells.Select(GradeId).Where(id => id.Length > 0).ToArray();
        if (ids.GroupBy(id => id).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new AssignmentException($"{path}: two cells have the grade_id {twice.Key}");
        if (!source.Document.Cells.Any(cell => RoleOf(cell) == CellRole.Check && PointsOf(cell) > 0))
            throw new AssignmentException($"{path}: no cell is graded: nbgrader's metadata (grade: true, points) says which cells are checks");
        return source;
    }

    /// <summary>nbgrader's id of a cell; empty where it has none.</summary>
    internal static string GradeId(NotebookCell cell) => Text(Nbgrader(cell)?["grade_id"]);

    internal static double PointsOf(NotebookCell cell) => Nbgrader(cell)?["points"] is JsonValue value && value.TryGetValue(out double points) ? points : 0;

    internal static CellRole RoleOf(NotebookCell cell) => Nbgrader(cell) switch
    {
        null => CellRole.Free,
        var about when Flag(about, "solution") => CellRole.Answer,
        var about when Flag(about, "grade") => CellRole.Check,
        var about when Flag(about, "locked") => CellRole.Locked,
        _ => CellRole.Free,
    };

    /// <summary>True where the cell's code may be needed by another.</summary>
    internal static bool IsRun(NotebookCell cell) => cell.CellType == CellType.Code && !cell.HasTag(OptionalTag);

    /// <summary>What messages call a cell.</summary>
    internal string Place(NotebookCell cell) => $"{Name}, cell {(GradeId(cell) is { Length: > 0 } id ? id : cell.Id)}";

    /// <summary>
    /// The code of the check's cells and what they need, with each answer cell replaced.
    /// </summary>
    /// <param name="names">What is needed at the end.</param>
    /// <param name="answer">Stands for an answer cell.</param>
    internal IReadOnlyList<string> Setup(IEnumerable<string> names, Func<NotebookCell, string> answer)
    {
        var cells = Document.Cells.Where(cell => IsRun(cell) && RoleOf(cell) != CellRole.Check)
            .Select(cell => RoleOf(cell) == CellRole.Answer
                ? new CodeSlice.Cell(answer(cell), IsWhole: true)
                : new(Markers.Whole(cell.Source, Place(cell)), IsWhole: false));
        return CodeSlice.Join(CodeSlice.Of([.. cells], names));
    }

    static JsonObject? Nbgrader(NotebookCell cell) => cell.Metadata["nbgrader"] as JsonObject;

    static bool Flag(JsonObject about, string name) => about[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : "";
}
