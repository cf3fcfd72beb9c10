using System.Globalization;
using System.Text.Json.Nodes;
using NeuralLab.Assignments.Source;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Release;

/// <summary>Makes of a source notebook what students get and what the lecturer keeps.</summary>
/// <param name="source">With solutions.</param>
public sealed class AssignmentBuilder(SourceNotebook source)
{
    /// <summary>Id of the locked cell that says what each exercise is worth.</summary>
    public const string PointsCell = "neurallab-points";

    /// <summary>
    /// The manifest. Its exercises are named by their ids; who has run the checks once can give them the names that students know.
    /// </summary>
    /// <param name="seed">Hidden.</param>
    /// <exception cref="AssignmentException">A cell cannot be graded, or a check uses no answer.</exception>
    public Manifest Manifest(int seed)
    {
        var answers = source.Document.Cells.Where(cell => SourceNotebook.RoleOf(cell) == CellRole.Answer && cell.CellType == CellType.Code).ToArray();
        var checks = source.Document.Cells.Where(cell => SourceNotebook.RoleOf(cell) == CellRole.Check && cell.CellType == CellType.Code).ToArray();
        var sources = checks.ToDictionary(cell => cell, cell => Markers.Whole(cell.Source, source.Place(cell)));
        HashSet<string> used = [.. sources.Values.SelectMany(CodePart.NamesIn)];
        var bridges = answers.ToDictionary(cell => cell, cell => AnswerBridge.Of(Markers.Whole(cell.Source, source.Place(cell)), used, source.Place(cell)));
        Exercise Of(NotebookCell check)
        {
            var names = CodePart.NamesIn(sources[check]);
            var cells = answers.Where(cell => bridges[cell].Any(bridge => names.Contains(bridge.Name))).ToArray();
            if (cells.Length == 0) throw new AssignmentException($"{source.Place(check)}: this check uses nothing that an answer cell declares");
            var id = SourceNotebook.GradeId(check);
            return new(
                id, id, SourceNotebook.PointsOf(check), sources[check],
                [.. cells.SelectMany(cell => bridges[cell]).Select(bridge => bridge.Name).Where(names.Contains)], [.. cells.Select(cell => cell.Id)]);
        }
        return new Manifest
        {
            Name = source.Name,
            Seed = seed,
            Exercises = [.. checks.Select(Of)],
            JudgeSetup = source.Setup(used, cell => string.Join('\n', bridges[cell].Select(bridge => bridge.Proxy))),
            Cells = [.. Release(_ => "").Cells.Select(cell => Released(cell, bridges.FirstOrDefault(pair => pair.Key.Id == cell.Id).Value ?? []))],
        };
    }

    /// <summary>The same manifest with the cells of the notebook that students really get.</summary>
    /// <param name="manifest">With the exercises' names.</param>
    /// <param name="release">From <see cref="Release(Manifest)"/>.</param>
    public static Manifest WithCells(Manifest manifest, NotebookDocument release)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(release);
        return manifest with
        {
            Cells = [.. release.Cells.Select(cell => Released(cell, manifest.Cells.FirstOrDefault(known => known.Id == cell.Id)?.Answers ?? []))],
        };
    }

    /// <summary>The students' notebook: stubs for solutions, no hidden tests, no outputs, and a cell that tells nbgrader's runs the points.</summary>
    /// <param name="manifest">Names the exercises.</param>
    public NotebookDocument Release(Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var names = manifest.Exercises.SelectMany(exercise => exercise.AnswerCells.Select(id => (id, exercise.Name)))
            .ToLookup(pair => pair.id, pair => pair.Name);
        var release = Release(cell => names[cell.Id].FirstOrDefault() ?? "");
        var points = manifest.Exercises.Where(exercise => exercise.Name != exercise.Id)
            .Select(exercise => $"NeuralLab.Labs.CheckPoints.Set(\"{exercise.Name}\", {exercise.Points.ToString(CultureInfo.InvariantCulture)});").ToArray();
        var import = release.Cells.FindIndex(cell => cell.CellType == CellType.Code && cell.Source.Contains("#!import lab.csx", StringComparison.Ordinal));
        if (points.Length > 0 && import >= 0) release.Cells.Insert(import + 1, PointsOf(points, release.Cells[import]));
        return release;
    }

    NotebookDocument Release(Func<NotebookCell, string> exercise)
    {
        var release = NotebookDocument.Parse(source.Document.ToJson(), source.Name);
        foreach (var cell in release.Cells)
        {
            cell.Outputs.Clear();
            cell.ExecutionCount = null;
            if (cell.CellType == CellType.Code) cell.Source = Markers.ForStudents(cell.Source, Stub(exercise(cell)), source.Place(cell));
            if (SourceNotebook.RoleOf(cell) is CellRole.Check or CellRole.Locked)
            {
                cell.Metadata["nbgrader"]!["locked"] = true;
                cell.Metadata["editable"] = false;
                cell.Metadata["deletable"] = false;
            }
        }
        return release;
    }

    static string Stub(string exercise) => exercise.Contains('.', StringComparison.Ordinal)
        ? "throw new NeuralLab.Labs.UnsolvedException();   // your answer goes here, in place of this line"
        : "throw new System.NotImplementedException(\"This exercise is not solved yet.\");   // your answer goes here, in place of this line";

    static NotebookCell PointsOf(string[] lines, NotebookCell like)
    {
        var metadata = (JsonObject)like.Metadata.DeepClone();
        metadata["nbgrader"] = new JsonObject
        {
            ["schema_version"] = 3, ["grade"] = false, ["grade_id"] = PointsCell, ["locked"] = true, ["solution"] = false, ["task"] = false,
        };
        metadata["editable"] = false;
        metadata["deletable"] = false;
        return new NotebookCell(CellType.Code, "// What each exercise is worth.\n" + string.Join('\n', lines)) { Id = PointsCell, Metadata = metadata };
    }

    static ReleasedCell Released(NotebookCell cell, IReadOnlyList<AnswerBridge> answers)
    {
        var isCode = SourceNotebook.IsRun(cell);
        return new(
            cell.Id, SourceNotebook.GradeId(cell), SourceNotebook.RoleOf(cell), isCode, Assignments.Manifest.Checksum(cell.Source),
            isCode ? cell.Source : "", answers);
    }
}
