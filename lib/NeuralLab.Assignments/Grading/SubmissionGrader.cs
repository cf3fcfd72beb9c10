using System.Diagnostics;
using System.Globalization;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Source;
using NeuralLab.Assignments.Submissions;

namespace NeuralLab.Assignments.Grading;

/// <summary>
/// Grades the cells of one submission: its answers run in a process of their own, which computes results for inputs that the judge sends.
/// Where that process ends, the exercise at which it did is marked, and the others go on in a new one.
/// </summary>
sealed class SubmissionGrader(Manifest manifest, Judge judge, Sandbox sandbox, Limits limits, string labFolder, string scratch)
{
    static readonly TimeSpan AcceptInterval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    static int rounds;

    readonly Dictionary<string, ExerciseMark> marks = [];
    readonly Dictionary<string, TimeSpan> spent = [];
    readonly HashSet<string> lostOnce = [];
    readonly HashSet<MatchedCell> endedOnce = [];
    IReadOnlyList<MatchedCell> cells = [];

    /// <summary>Marks in the order of the exercises, and what was repaired.</summary>
    public (IReadOnlyList<ExerciseMark> Marks, IReadOnlyList<string> Repairs) Grade(IReadOnlyList<SubmittedCell> submitted)
    {
        (cells, var repairs) = CellMatcher.Match(manifest, submitted);
        foreach (var exercise in manifest.Exercises)
        {
            var answers = AnswersOf(exercise).ToArray();
            if (answers.All(cell => cell.Source.Length == 0)) Mark(exercise, MarkKind.Missing, "The cell of this exercise is not in your notebook.");
            else if (answers.All(cell => Manifest.Checksum(cell.Source) == cell.Origin!.Checksum)) Mark(exercise, MarkKind.Unanswered, "There is no answer yet.");
        }
        while (Open().ToArray() is { Length: > 0 } open) Round(open.FirstOrDefault(exercise => lostOnce.Contains(exercise.Id)) is { } alone ? [alone] : open);
        return ([.. manifest.Exercises.Select(exercise => marks[exercise.Id])], repairs);
    }

    IEnumerable<Exercise> Open() => manifest.Exercises.Where(exercise => !marks.ContainsKey(exercise.Id));

    IEnumerable<MatchedCell> AnswersOf(Exercise exercise) =>
        cells.Where(cell => cell.Origin is { Role: CellRole.Answer } origin && exercise.AnswerCells.Contains(origin.Id));

    /// <summary>One process: at least one of the exercises has its mark, or is to be tried alone, when it has ended.</summary>
    void Round(Exercise[] open)
    {
        // A socket's whole path has about 100 characters.
        var folder = Directory.CreateDirectory(Path.Combine(scratch, $"answers{Interlocked.Increment(ref rounds)}")).FullName;
        var socket = Path.Combine(folder, "socket");
        judge.Listen(socket);
        using var student = new StudentProcess(sandbox, limits, judge, labFolder, folder);
        try
        {
            if (!Prepare(student, open)) return;
            var ready = open.Where(exercise => !marks.ContainsKey(exercise.Id)).ToArray();
            if (ready.Length == 0) return;
            var serving = Task.Run(() => student.Serve(socket));
            Ask(student, ready, serving);
            judge.Close();
            student.Stop();
            serving.Wait();
        }
        finally
        {
            judge.Close();
            student.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs what the exercises need, and offers their answers.</summary>
    /// <returns>False if the process has ended.</returns>
    bool Prepare(StudentProcess student, Exercise[] open)
    {
        List<MatchedCell> needed =
        [
            .. cells.Where(cell => cell.Origin?.Role != CellRole.Answer || open.Any(exercise => exercise.AnswerCells.Contains(cell.Origin.Id)))
        ];
        var slices = CodeSlice.Of(
            [.. needed.Select(cell => new CodeSlice.Cell(cell.Source, cell.Origin?.Role == CellRole.Answer))],
            open.SelectMany(exercise => exercise.Answers));
        List<string> original = [.. Preamble.Cells(labFolder)];
        foreach (var (cell, source) in needed.Zip(slices).Where(pair => pair.Second.Length > 0))
        {
            if (!cell.IsStudents)
            {
                original.Add(source);
                continue;
            }
            if (!RunOriginal(student, original, open)) return false;
            var clock = Stopwatch.StartNew();
            var ended = student.Run(source);
            // What a helper of the student's own does shows in the answers that need it.
            var answered = open
                .Where(exercise => cell.Origin?.Role == CellRole.Answer
                    && exercise.AnswerCells.Contains(cell.Origin.Id) && !marks.ContainsKey(exercise.Id))
                .ToArray();
            foreach (var exercise in answered) Spend(exercise, clock);
            if (ended is not { } fault) continue;
            foreach (var exercise in answered) Lost(exercise, fault);
            if (!fault.IsEnd) continue;
            if (answered.Length == 0 && (fault.Kind == MarkKind.Time || !endedOnce.Add(cell))) GiveUp(cell, fault);
            return false;
        }
        return RunOriginal(student, original, open) && Offer(student, open);
    }

    /// <returns>False if the process has ended: then an answer that the cell uses has ended it.</returns>
    bool RunOriginal(StudentProcess student, List<string> original, Exercise[] open)
    {
        foreach (var source in CodeSlice.Join(original))
        {
            if (student.Run(source) is not { IsEnd: true } fault) continue;
            var used = CodePart.NamesIn(source);
            var guilty = open.Where(exercise => !marks.ContainsKey(exercise.Id) && exercise.Answers.Any(used.Contains)).ToArray();
            if (guilty.Length == 0) throw new JudgeException($"the process for answers cannot be set up: {fault.Message}");
            foreach (var exercise in guilty) Lost(exercise, fault);
            return false;
        }
        original.Clear();
        return true;
    }

    /// <summary>A cell that the student added or changed ends the process: it is left out from now on.</summary>
    void GiveUp(MatchedCell cell, StudentFault fault)
    {
        cells = [.. cells.Where(other => other != cell)];
        Helpers.Add($"a cell of the student's own was left out: {fault.Message}");
    }

    /// <summary>What was left out, for the lecturer.</summary>
    public List<string> Helpers { get; } = [];

    bool Offer(StudentProcess student, Exercise[] open)
    {
        foreach (var exercise in open.Where(exercise => !marks.ContainsKey(exercise.Id)))
        {
            var offers = AnswersOf(exercise).SelectMany(cell => cell.Origin!.Answers)
                .Where(answer => exercise.Answers.Contains(answer.Name)).Select(answer => answer.Offer);
            if (student.Run(string.Join('\n', offers)) is not { } fault) continue;
            Lost(exercise, fault with { Message = $"{string.Join(", ", exercise.Answers)} is not there as the exercise declares it: {fault.Message}" });
            if (fault.IsEnd) return false;
        }
        return true;
    }

    void Ask(StudentProcess student, Exercise[] ready, Task<StudentFault?> serving)
    {
        while (!judge.Accept(AcceptInterval))
        {
            if (!serving.IsCompleted) continue;
            Lost(ready[0], serving.Result ?? new(MarkKind.Crash, "your code ended its process", true));
            return;
        }
        judge.Begin();
        foreach (var exercise in ready)
        {
            student.Allow(limits.Time);
            var clock = Stopwatch.StartNew();
            var verdict = judge.Check(exercise.Check);
            Spend(exercise, clock);
            if (!judge.Begin())
            {
                Lost(exercise, End(student, serving, verdict));
                return;
            }
            Mark(exercise, verdict);
        }
    }

    /// <summary>Why no answer can come any more. The socket closes a moment before the runtime has said why its process ends.</summary>
    static StudentFault End(StudentProcess student, Task<StudentFault?> serving, Verdict verdict)
    {
        var wasOutOfTime = student.IsOutOfTime;
        if (!wasOutOfTime && verdict.Message.Contains("no answer within", StringComparison.Ordinal))
            throw new JudgeException("this machine is too busy: an answer had no time");
        if (!wasOutOfTime) student.Allow(Farewell);
        var fault = serving.Result ?? new(MarkKind.Crash, "your code broke the connection", true);
        return fault.Kind == MarkKind.Time && !wasOutOfTime ? new(MarkKind.Error, verdict.Message, true) : fault;
    }

    /// <summary>
    /// An answer got no result. Where its process ended, another exercise's code may have done that, from a thread it left behind, or the
    /// machine: alone and in a new process, the exercise shows what it does itself.
    /// </summary>
    void Lost(Exercise exercise, StudentFault fault)
    {
        if (!fault.IsEnd || fault.Kind == MarkKind.Time || !lostOnce.Add(exercise.Id)) Mark(exercise, fault);
    }

    void Mark(Exercise exercise, StudentFault fault) => Mark(exercise, fault.Kind, $"Your answer got no result: {fault.Message}.".Replace("..", ".", StringComparison.Ordinal));

    void Mark(Exercise exercise, Verdict verdict)
    {
        var kind = verdict.Share >= 1 ? MarkKind.Right : verdict.Share > 0 ? MarkKind.Partial : verdict.IsUnanswered ? MarkKind.Unanswered
            : verdict.Message.Contains("your code stopped with", StringComparison.OrdinalIgnoreCase) ? MarkKind.Error : MarkKind.Wrong;
        var seed = manifest.Seed.ToString(CultureInfo.InvariantCulture);
        Mark(
            exercise, kind,
            verdict.Message.Replace($"with seed {seed}", "for grading", StringComparison.Ordinal).Replace(seed, "...", StringComparison.Ordinal),
            verdict.Hint, verdict.Share);
    }

    void Mark(Exercise exercise, MarkKind kind, string reason, string hint = "", double share = 0)
    {
        var answer = string.Join("\n\n", AnswersOf(exercise).Select(cell => cell.Source));
        var review = Review.Of(answer);
        var points = Math.Round(exercise.Points * share, 2, MidpointRounding.AwayFromZero);
        var seconds = Math.Round(spent.GetValueOrDefault(exercise.Id).TotalSeconds, 3);
        marks[exercise.Id] = new(exercise.Id, points, exercise.Points, kind, reason, hint, review, answer) { Seconds = seconds };
    }

    void Spend(Exercise exercise, Stopwatch clock) => spent[exercise.Id] = spent.GetValueOrDefault(exercise.Id) + clock.Elapsed;
}
