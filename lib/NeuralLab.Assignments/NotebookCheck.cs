using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Source;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments;

/// <summary>What a student's own check of an exercise said.</summary>
/// <param name="Exercise">Its name, or the check cell's id.</param>
/// <param name="Points">So far.</param>
/// <param name="Max">At most.</param>
/// <param name="Verdict">What the check said.</param>
public sealed record CheckedExercise(string Exercise, double Points, double Max, Verdict Verdict);

/// <summary>
/// What students run: all checks of a notebook, with only the cells that they need. It goes on after errors, and gives the same verdicts
/// as the cells.
/// </summary>
public static class NotebookCheck
{
    static readonly TimeSpan CellLimit = TimeSpan.FromSeconds(30);

    /// <summary>Checks a notebook beside whose file the lab's files are.</summary>
    /// <param name="path">The notebook.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="NotebookFormatException">The file is not a notebook.</exception>
    /// <exception cref="AssignmentException">There is nothing to check.</exception>
    public static IReadOnlyList<CheckedExercise> Run(string path, CancellationToken cancellation = default)
    {
        var code = NotebookDocument.Load(path).Cells.Where(SourceNotebook.IsRun).ToArray();
        var checks = code.Where(cell => SourceNotebook.RoleOf(cell) == CellRole.Check).ToArray();
        if (checks.Length == 0) throw new AssignmentException($"{path}: there is no exercise in this notebook");
        var slices = CodeSlice.Of([.. code.Select(cell => new CodeSlice.Cell(cell.Source, IsKept(cell)))], []);
        Dictionary<NotebookCell, CheckedExercise> done = [];
        HashSet<NotebookCell> leftOut = [];
        while (done.Count < checks.Length && !cancellation.IsCancellationRequested)
            Pass(
                path, [.. code.Zip(slices).Where(pair => pair.Second.Length > 0 && !leftOut.Contains(pair.First))], done, leftOut,
                cancellation);
        cancellation.ThrowIfCancellationRequested();
        return [.. checks.Select(check => done[check])];
    }

    /// <summary>One process: to the end of the notebook, or to the cell that ended it, which is left out the next time.</summary>
    static void Pass(
        string path, (NotebookCell Cell, string Source)[] cells, Dictionary<NotebookCell, CheckedExercise> done,
        HashSet<NotebookCell> leftOut, CancellationToken cancellation)
    {
        using var session = new CellSession(
            Path.GetDirectoryName(Path.GetFullPath(path))!, new SessionOptions { EndsWithItsProcess = true, CellTimeLimit = CellLimit });
        using var stop = cancellation.Register(session.Interrupt);
        var words = new Words(1_000_000, session.Interrupt);
        var number = 0;
        CellFault? answerFault = null;
        foreach (var (cell, source) in cells.Where(pair => !done.ContainsKey(pair.Cell)))
        {
            words.Reset();
            var result = session.Run(source, ++number, words);
            var role = SourceNotebook.RoleOf(cell);
            if (role == CellRole.Check)
            {
                // The check of an answer that does not compile would only say that its name is unknown.
                var verdict = Verdict.Of(result.Fault is null ? null : answerFault ?? result.Fault, words.Value);
                var max = SourceNotebook.PointsOf(cell);
                done[cell] = new(
                    verdict.Exercise.Length > 0 ? verdict.Exercise : SourceNotebook.GradeId(cell),
                    Math.Round(max * verdict.Share, 2), max, verdict);
            }
            else if (result.IsStateLost) leftOut.Add(cell);
            if (role == CellRole.Answer) answerFault = result.Fault;
            else if (role == CellRole.Check) answerFault = null;
            if (result.IsStateLost || cancellation.IsCancellationRequested) return;
        }
    }

    static bool IsKept(NotebookCell cell) => SourceNotebook.RoleOf(cell) is CellRole.Answer or CellRole.Check;
}
