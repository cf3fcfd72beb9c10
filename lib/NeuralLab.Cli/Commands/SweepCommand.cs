using System.CommandLine;
using System.Globalization;
using MathNet.Numerics.Statistics;
using NeuralLab.Cli.Views;
using Spectre.Console;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab sweep</c>: tries many settings of a network, and joins what several machines tried.</summary>
static class SweepCommand
{
    const int MostRows = 20;

    /// <summary>A file to begin with, and all settings with their defaults.</summary>
    public static string SpecHelp { get; } = $$$"""
        SPEC.json, a grid:           { "data": "rings3-regular", "seeds": 5, "settings": { "width": [5, 20], "activation": ["ReLU", "Tanh"] } }
        SPEC.json, a random search:  { "data": "xor3", "trials": 20, "settings": { "learningRate": { "low": 0.001, "high": 0.1, "log": true } } }
        data: a set of 'neurallab data list', digits or iris. Measures: mean squared error or macro F1; settings are ranked by the validation part.
        Settings and their defaults: {{{MlpExperiment.Defaults}}}.

        """;

    public static Command Create()
    {
        var spec = new Argument<string>("SPEC.json") { Description = "What to try (JSON), see the examples." };
        var shard = new Option<string>("--shard") { Description = "Run only part i of n.", HelpName = "i/n" };
        var output = new Option<string>("--out") { Description = "Keep each run in this file (JSON Lines); what it has already is not run again.", HelpName = "FILE" };
        var parts = new Option<string>("--parts") { Description = "Keep the runs in a folder that many machines share: a file for each part, without locks.", HelpName = "DIR" };
        var threads = new Option<int>("--threads") { Description = "Runs at once. Default: one for each core.", HelpName = "N" };
        var command = new Command("sweep", "Try many settings of a network over several seeds.") { spec, shard, output, parts, threads };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(
                parsed.GetValue(spec)!, parsed.GetValue(shard), parsed.GetValue(output), parsed.GetValue(parts),
                parsed.GetValue(threads), cancellation),
            CancellationToken.None));
        command.Subcommands.Add(CreateMerge());
        command.Subcommands.Add(CreateStatus());
        return command;
    }

    static Command CreateMerge()
    {
        var files = new Argument<string[]>("FILES") { Description = "Files that sweep --out has written, or folders of sweep --parts.", Arity = ArgumentArity.OneOrMore };
        var merged = new Option<string>("--out") { Description = "Write all records to this file.", HelpName = "FILE" };
        var spec = new Option<string>("--spec") { Description = "What was to run: nothing may be missing, and records come in its order.", HelpName = "FILE" };
        var merge = new Command("merge", "Join the files of several shards.") { files, merged, spec };
        merge.SetAction(parsed => Merge(parsed.GetValue(files)!, parsed.GetValue(merged), parsed.GetValue(spec)));
        return merge;
    }

    static Command CreateStatus()
    {
        var spec = new Argument<string>("SPEC.json") { Description = "What is to run." };
        var parts = new Option<string>("--parts") { Description = "The folder of sweep --parts.", HelpName = "DIR", Required = true };
        var status = new Command("status", "Show how far the parts of a sweep are; exit code 1 while runs are missing.") { spec, parts };
        status.SetAction(parsed => Status(parsed.GetValue(spec)!, parsed.GetValue(parts)!));
        return status;
    }

    static int Run(string path, string? shard, string? file, string? parts, int threads, CancellationToken cancellation)
    {
        if (threads < 0) throw new UsageException($"--threads expects a whole number >= 0, found '{threads.ToString(CultureInfo.InvariantCulture)}'");
        if (file is not null && parts is not null) throw new UsageException("--out and --parts exclude each other: a file for one machine, or a folder for many");
        var part = Part(shard);
        var spec = SweepSpec.Read(path);
        try
        {
            var results = SweepView.Run(progress => new Sweep(spec.Plan, (settings, seed) => MlpExperiment.Run(spec.Data, settings, seed, cancellation))
            {
                Shard = part, File = file, Parts = parts, Threads = threads, Progress = progress, Cancellation = cancellation,
            }.Run());
            Show(results, higherIsBetter: spec.Data.Training.Task == LearningTask.Classification);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidOperationException)
        {
            // A value that the network or its training refuses, or a part with nothing in it.
            throw new UsageException($"{path}: {error.Message}");
        }
        return ExitCodes.Done;
    }

    static int Merge(string[] paths, string? file, string? specPath)
    {
        string[] files = [.. paths.SelectMany(path => Directory.Exists(path) ? SweepParts.FilesIn(path) : [path])];
        if (files.Length == 0) throw new UsageException($"there is no part of a sweep in {string.Join(", ", paths)}");
        var (results, spec) = (SweepFile.Merge(files), specPath is null ? null : SweepSpec.Read(specPath));
        if (spec is not null) results = spec.Plan.Order(results);
        if (file is not null) SweepFile.Write(file, results);
        Console.WriteLine(FormattableString.Invariant($"{results.Count} runs of {results.Tried.Count} settings"));
        Show(results, higherIsBetter: spec is null ? null : spec.Data.Training.Task == LearningTask.Classification);
        return ExitCodes.Done;
    }

    /// <summary>One line for each part that is not done, and how many are.</summary>
    static int Status(string path, string folder)
    {
        var plan = SweepSpec.Read(path).Plan;
        var files = SweepParts.FilesIn(folder);
        IReadOnlyList<SweepRecord> records = files.Count == 0 ? [] : SweepFile.Merge(files);
        var progress = plan.Progress(SweepParts.CountIn(folder) ?? 1, records);
        foreach (var (part, done, total) in progress.Where(each => each.Done < each.Total))
            Console.WriteLine(FormattableString.Invariant($"part {part}: {done} of {total} runs"));
        var all = progress.Sum(each => each.Done);
        Console.WriteLine(FormattableString.Invariant($"{all} of {plan.Count} runs are done, {progress.Count(each => each.Done == each.Total)} of {progress.Count} parts"));
        return all == plan.Count ? ExitCodes.Done : ExitCodes.Failed;
    }

    static SweepShard Part(string? shard)
    {
        try
        {
            return shard is null ? SweepShard.All : SweepShard.Parse(shard);
        }
        catch (FormatException error)
        {
            throw new UsageException($"--shard: {error.Message}");
        }
    }

    /// <summary>The settings that differ, and mean ± sd of each measure: the best by validation first, or in order where better is not known.</summary>
    static void Show(SweepResults results, bool? higherIsBetter)
    {
        var names = results.Tried[0].All.Select(pair => pair.Key)
            .Where(name => results.Tried.Select(settings => Value(settings, name)).Distinct().Count() > 1).ToArray();
        string[] measures = [.. results[0].Results.Keys];
        var ranked = higherIsBetter is { } higher ? results.Ranked("validation", higher) : results.Tried;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var head in names.Concat(measures).Append("runs"))
            table.AddColumn(new TableColumn(Markup.Escape(head)) { Alignment = Justify.Right, Padding = new(1, 0, 0, 0) });
        foreach (var settings in ranked.Take(MostRows))
            table.AddRow(
            [
                .. names.Select(name => Markup.Escape(Value(settings, name))),
                .. measures.Select(measure => Spread(results.Of(settings, measure))),
                Text(results.Of(settings, measures[0]).Length)
            ]);
        Terminal.Out.Write(table);
        if (ranked.Count > MostRows) Console.WriteLine(FormattableString.Invariant($"({MostRows} of {ranked.Count} settings shown)"));
    }

    static string Value(HyperParameters settings, string name) =>
        settings.All.FirstOrDefault(pair => pair.Key == name).Value is { } value ? Convert.ToString(value, CultureInfo.InvariantCulture)! : "-";

    static string Spread(double[] values)
    {
        var (mean, deviation) = values.MeanStandardDeviation();
        return values.Length == 1 || deviation == 0
            ? FormattableString.Invariant($"{mean:G4}")
            : FormattableString.Invariant($"{mean:G4} ± {deviation:G2}");
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
