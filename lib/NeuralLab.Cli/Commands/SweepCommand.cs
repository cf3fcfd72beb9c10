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
        var threads = new Option<int>("--threads") { Description = "Runs at once. Default: one for each core.", HelpName = "N" };
        var command = new Command("sweep", "Try many settings of a network over several seeds.") { spec, shard, output, threads };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            parsed.GetValue(spec)!, parsed.GetValue(shard), parsed.GetValue(output), parsed.GetValue(threads), cancellation), CancellationToken.None));

        var files = new Argument<string[]>("FILES") { Description = "Files that sweep --out has written.", Arity = ArgumentArity.OneOrMore };
        var merged = new Option<string>("--out") { Description = "Write all records to this file.", HelpName = "FILE" };
        var merge = new Command("merge", "Join the files of several shards.") { files, merged };
        merge.SetAction(parsed => Merge(parsed.GetValue(files)!, parsed.GetValue(merged)));
        command.Subcommands.Add(merge);
        return command;
    }

    static int Run(string path, string? shard, string? file, int threads, CancellationToken cancellation)
    {
        if (threads < 0) throw new UsageException($"--threads expects a whole number >= 0, found '{threads.ToString(CultureInfo.InvariantCulture)}'");
        var part = Part(shard);
        var spec = SweepSpec.Read(path);
        try
        {
            var results = SweepView.Run(progress => new Sweep(spec.Settings, spec.Seeds, (settings, seed) => MlpExperiment.Run(spec.Data, settings, seed, cancellation))
            {
                Shard = part, File = file, Threads = threads, Progress = progress, Cancellation = cancellation,
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

    static int Merge(string[] files, string? file)
    {
        var results = SweepFile.Merge(files);
        if (file is not null) SweepFile.Write(file, results);
        Console.WriteLine(FormattableString.Invariant($"{results.Count} runs of {results.Tried.Count} settings"));
        Show(results, higherIsBetter: null);
        return ExitCodes.Done;
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
        var names = results.Tried[0].All.Select(pair => pair.Key).Where(name => results.Tried.Select(settings => Value(settings, name)).Distinct().Count() > 1).ToArray();
        string[] measures = [.. results[0].Results.Keys];
        var ranked = higherIsBetter is { } higher ? results.Ranked("validation", higher) : results.Tried;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var head in names.Concat(measures).Append("runs")) table.AddColumn(new TableColumn(Markup.Escape(head)) { Alignment = Justify.Right, Padding = new(1, 0, 0, 0) });
        foreach (var settings in ranked.Take(MostRows))
            table.AddRow([.. names.Select(name => Markup.Escape(Value(settings, name))), .. measures.Select(measure => Spread(results.Of(settings, measure))), Text(results.Of(settings, measures[0]).Length)]);
        Terminal.Out.Write(table);
        if (ranked.Count > MostRows) Console.WriteLine(FormattableString.Invariant($"({MostRows} of {ranked.Count} settings shown)"));
    }

    static string Value(Settings settings, string name) =>
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
