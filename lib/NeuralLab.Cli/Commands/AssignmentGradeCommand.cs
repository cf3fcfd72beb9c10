using System.CommandLine;
using System.Globalization;
using NeuralLab.Assignments;
using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab assignment grade</c> and <c>merge</c>: marks for a class, on one machine or several.</summary>
static class AssignmentGradeCommand
{
    const int ProgressLines = 20;

    public static Command Create()
    {
        var submissions = new Argument<string>("SUBMISSIONS") { Description = "A folder with a folder, a zip or a notebook for each student." };
        var manifest = ManifestOption();
        var output = OutOption("The folder for the marks.");
        var jobs = new Option<int>("--jobs") { Description = "Submissions at the same time. Default: one for each core.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var timeout = new Option<double>("--timeout") { Description = "Seconds for the answers of one exercise.", HelpName = "S", DefaultValueFactory = _ => new Limits().Time.TotalSeconds };
        var memory = new Option<int>("--memory") { Description = "Memory of a submission in MiB, at least 256.", HelpName = "MB", DefaultValueFactory = _ => (int)(new Limits().Memory >> 20) };
        var resume = new Option<bool>("--resume") { Description = "Don't grade again what has its marks already." };
        var shard = new Option<string>("--shard") { Description = "Grade only part i of n.", HelpName = "i/n" };
        var weak = new Option<bool>("--allow-weak-isolation") { Description = "Go on where this machine cannot shut submissions in." };
        var command = new Command("grade", "Grade a class.") { submissions, manifest, output, jobs, timeout, memory, resume, shard, weak };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            parsed.GetValue(submissions)!, parsed.GetValue(manifest)!, parsed.GetValue(output)!, parsed.GetValue(weak),
            new GradeOptions
            {
                Jobs = InRange("--jobs", parsed.GetValue(jobs), 1, 1000),
                Limits = new Limits
                {
                    Time = TimeSpan.FromSeconds(InRange("--timeout", parsed.GetValue(timeout), 0.1, 3600)),
                    Memory = (long)InRange("--memory", parsed.GetValue(memory), 256, 1 << 20) << 20
                },
                Resume = parsed.GetValue(resume),
                Shard = Part(parsed.GetValue(shard)),
            },
            cancellation), CancellationToken.None));
        return command;
    }

    public static Command CreateMerge()
    {
        var parts = new Argument<string[]>("PARTS") { Description = "Folders of marks that grade --shard has written.", Arity = ArgumentArity.OneOrMore };
        var manifest = ManifestOption();
        var output = OutOption("The folder for all marks.");
        var command = new Command("merge", "Join the marks of several shards.") { parts, manifest, output };
        command.SetAction(parsed => Merge(parsed.GetValue(parts)!, parsed.GetValue(manifest)!, parsed.GetValue(output)!));
        return command;
    }

    public static Option<string> ManifestOption() => new("--manifest") { Description = "The assignment's manifest: its file, or a folder that holds no other.", HelpName = "PATH", Required = true };

    /// <summary>The manifest that a person named.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static Manifest LoadManifest(string path)
    {
        if (!Directory.Exists(path)) return Manifest.Load(path);
        return Directory.GetFiles(path, "*.json") is [var one]
            ? Manifest.Load(one)
            : throw new UsageException($"{path} holds no manifest, or more than one: name the file of the assignment");
    }

    static Option<string> OutOption(string description) => new("--out") { Description = description, HelpName = "DIR", Required = true };

    static int Run(string submissions, string manifestPath, string output, bool isWeakAllowed, GradeOptions options, CancellationToken cancellation)
    {
        if (options.Sandbox.Missing.Count > 0)
        {
            var reasons = string.Concat(options.Sandbox.Refused.Select(reason => $"; {reason}"));
            var missing = $"this machine cannot shut submissions in fully ({options.Sandbox.Name}): {string.Join("; ", options.Sandbox.Missing)}{reasons}";
            if (options.Sandbox.IsForbidden) throw new UsageException($"{missing}. As root, code of others could do all of that to the whole machine: grade as another user, or install bubblewrap");
            if (!isWeakAllowed) throw new UsageException($"{missing}. Install bubblewrap, or give --allow-weak-isolation");
            Console.Error.WriteLine($"neurallab: {missing}");
        }
        foreach (var path in (string[])[submissions, manifestPath, output])
        {
            if (options.Sandbox.Shows(path) is { } folder) throw new UsageException($"{path} lies in {folder}, which submissions can read: move it");
        }
        var manifest = LoadManifest(manifestPath);
        var last = -1;
        var marks = new ClassGrader(manifest, AssignmentCommand.Files(), options).Grade(submissions, output, Show, cancellation);
        // Alone, a part knows nothing of the other parts' students.
        Gradebook.Of(manifest, marks, output).Save(output);
        var failed = marks.Count(mark => mark.Status == SubmissionStatus.Failed);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{marks.Count} submissions: {Path.Combine(output, Gradebook.CsvName)}"));
        if (failed > 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"neurallab: {failed} could not be graded; try them again with --resume"));
        return failed == 0 ? ExitCodes.Done : ExitCodes.Failed;

        void Show(GradeProgress progress)
        {
            var step = progress.Done * ProgressLines / progress.Total;
            if (step == last) return;
            last = step;
            var left = progress.Left is { } time ? string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(time.TotalMinutes)} min left") : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Done} of {progress.Total}{left}"));
        }
    }

    static int Merge(string[] parts, string manifestPath, string output)
    {
        var manifest = LoadManifest(manifestPath);
        var all = parts.SelectMany(part => new MarksFile(part).All()).ToArray();
        if (all.Length == 0) throw new UsageException("there are no marks in these folders");
        if (all.GroupBy(marks => marks.Student).FirstOrDefault(group => group.Select(marks => marks.Fingerprint).Distinct().Count() > 1) is { } twice)
            throw new UsageException($"{twice.Key} has marks of different submissions or manifests in these folders");
        MarksFile merged = new(output);
        SubmissionMarks[] marks = [.. all.DistinctBy(mark => mark.Student).OrderBy(mark => mark.Student, StringComparer.Ordinal)];
        foreach (var mark in marks) merged.Save(mark);
        Gradebook.Of(manifest, marks, output).Save(output);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{marks.Length} submissions: {Path.Combine(output, Gradebook.CsvName)}"));
        return ExitCodes.Done;
    }

    static (int, int) Part(string? shard)
    {
        if (shard is null) return (1, 1);
        return shard.Split('/') is [var part, var parts] && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && int.TryParse(parts, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && i >= 1 && i <= n
            ? (i, n)
            : throw new UsageException($"--shard expects i/n with i from 1 to n, found '{shard}'");
    }

    static T InRange<T>(string name, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? value
            : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{name} expects a number from {least} to {most}, found {value}"));
}
