using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Release;
using NeuralLab.Assignments.Submissions;

namespace NeuralLab.Assignments.Grading;

/// <summary>Grades all submissions of a folder, several at a time, and keeps the marks of each as soon as it has them.</summary>
/// <param name="manifest">The assignment.</param>
/// <param name="files">What the lab needs beside its notebook.</param>
/// <param name="options">Limits and jobs.</param>
public sealed class ClassGrader(Manifest manifest, LabFiles files, GradeOptions options)
{
    /// <summary>Part of every fingerprint: another number where the grader gives other marks.</summary>
    const string Version = "2";

    /// <summary>Every cell makes the judge's code a little slower to look names up in.</summary>
    const int SubmissionsOfAJudge = 20;

    const int Attempts = 2;

    readonly SubmissionFinder finder = new(manifest.Name);

    /// <summary>Grades.</summary>
    /// <param name="submissions">The folder of the submissions.</param>
    /// <param name="folder">The folder for the marks.</param>
    /// <param name="progress">Is told of each submission; from any thread.</param>
    /// <param name="cancellation">Ends the run; what is graded stays.</param>
    /// <exception cref="AssignmentException">There is no such folder, or nothing in this part of it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<SubmissionMarks> Grade(
        string submissions, string folder, Action<GradeProgress>? progress = null, CancellationToken cancellation = default)
    {
        var (part, parts) = options.Shard;
        var mine = SubmissionFinder.Find(submissions).Where((_, i) => i % parts == part - 1).ToArray();
        MarksFile kept = new(folder);
        var results = new SubmissionMarks[mine.Length];
        var clock = Stopwatch.StartNew();
        using Scratch scratch = new();
        int done = 0, graded = 0, next = -1;
        Lock gate = new();
        var lab = Directory.CreateDirectory(Path.Combine(scratch.Folder, "lab")).FullName;
        files.WriteTo(lab);
        Parallel.For(0, Math.Min(options.Jobs, Math.Max(1, mine.Length)), new ParallelOptions { MaxDegreeOfParallelism = options.Jobs }, _ =>
        {
            using var desk = new Desk(this, lab, scratch.Folder);
            for (int i; (i = Interlocked.Increment(ref next)) < mine.Length && !cancellation.IsCancellationRequested;)
            {
                var submission = finder.Read(mine[i].Student, mine[i].Files);
                var print = Fingerprint(submission);
                var known = options.Resume && kept.Find(submission.Student) is { } found
                    && found.Fingerprint == print && found.Status != SubmissionStatus.Failed
                    ? found
                    : null;
                results[i] = known ?? desk.Grade(submission, print);
                if (known is null) kept.Save(results[i]);
                lock (gate)
                {
                    done++;
                    if (known is null) graded++;
                    progress?.Invoke(new(done, mine.Length, graded == 0 ? null : clock.Elapsed / graded * (mine.Length - done), submission.Student));
                }
            }
        });
        cancellation.ThrowIfCancellationRequested();
        return results;
    }

    string Fingerprint(Submission submission)
    {
        var about = string.Create(CultureInfo.InvariantCulture, $"{Version}\n{manifest.ToJson()}\n{options.Limits}\n{options.Sandbox.Name}\n{submission.Student}\n{submission.File}\n{string.Join('\n', submission.Notes)}\n");
        return Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(about), .. submission.Content]));
    }

    /// <summary>Where one submission after the other is graded, with a judge that is kept.</summary>
    sealed class Desk(ClassGrader grader, string lab, string scratch) : IDisposable
    {
        Judge? judge;

        public SubmissionMarks Grade(Submission submission, string print)
        {
            var clock = Stopwatch.StartNew();
            var marks = Marks(submission, print);
            return marks with { Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2) };
        }

        public void Dispose() => judge?.Dispose();

        SubmissionMarks Marks(Submission submission, string print)
        {
            var (cells, notes) = submission.File.Length > 0 ? SubmissionReader.Read(submission.Content) : ([], ["no notebook was found"]);
            notes = [.. submission.Notes, .. notes];
            if (cells.Count == 0) return new(submission.Student, SubmissionStatus.Unreadable, Nothing(MarkKind.Missing, "No notebook of yours could be read."), notes, print);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var submissionGrader = new SubmissionGrader(grader.Manifest, Judge(), grader.Options.Sandbox, grader.Options.Limits, lab, scratch);
                    var (marks, repairs) = submissionGrader.Grade(cells);
                    var status = notes.Count + repairs.Count > 0 ? SubmissionStatus.Repaired : SubmissionStatus.Graded;
                    return new(submission.Student, status, marks, [.. notes, .. repairs, .. submissionGrader.Helpers], print);
                }
                catch (JudgeException fault)
                {
                    judge?.Dispose();
                    judge = null;
                    if (attempt == Attempts)
                        return new(
                            submission.Student, SubmissionStatus.Failed, Nothing(MarkKind.Error, "Your notebook could not be graded."),
                            [.. notes, fault.Message.ReplaceLineEndings(" ")], print);
                }
            }
        }

        Judge Judge()
        {
            if (judge is { Served: >= SubmissionsOfAJudge })
            {
                judge.Dispose();
                judge = null;
            }
            return judge ??= new Judge(grader.Manifest, lab);
        }

        ExerciseMark[] Nothing(MarkKind kind, string reason) =>
            [.. grader.Manifest.Exercises.Select(exercise => new ExerciseMark(exercise.Id, 0, exercise.Points, kind, reason, "", "", ""))];
    }

    Manifest Manifest => manifest;

    GradeOptions Options => options;
}
