using System.CommandLine;
using System.Text.Json;
using NeuralLab.Cli.Benchmarks;
using NeuralLab.Cli.Views;
using NeuralLab.Notebooks;
using Spectre.Console;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab bench</c>: how fast training, matrix products, prediction and files are on this machine.</summary>
static class BenchCommand
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create()
    {
        var only = new Option<string>("--only") { Description = "One benchmark, by its name in the table.", HelpName = "NAME" };
        var json = new Option<string>("--json") { Description = "A file for the numbers, as a JSON array.", HelpName = "FILE" };
        var threads = new Option<int>("--threads") { Description = "At most how many threads train. Default: one for each core.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("bench", "Measure how fast this machine trains and predicts.") { only, json, threads };
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => Run(parsed.GetValue(only), parsed.GetValue(json), parsed.GetValue(threads), cancellation), CancellationToken.None));
        return command;
    }

    static int Run(string? only, string? json, int threads, CancellationToken cancellation)
    {
        if (threads < 1)
            throw new UsageException(FormattableString.Invariant($"--threads must be at least 1, but is {threads}"));
        var folder = Path.GetDirectoryName(Path.GetFullPath(json ?? "."));
        if (json is not null && !Directory.Exists(folder))
            throw new UsageException($"there is no folder {folder} for {json}");
        var benchmarks = Benchmark.Select(only);
        List<Measurement> measurements = [];
        foreach (var benchmark in benchmarks)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                measurements.Add(benchmark.Run(threads));
            }
            catch (DataNotFoundException missing) when (benchmarks.Count > 1)
            {
                Console.Error.WriteLine($"neurallab: {benchmark.Name} is left out: {missing.Message}");
            }
        }
        Terminal.Out.Write(Table(measurements));
        if (json is not null)
            AtomicTextFile.Write(json, JsonSerializer.Serialize(measurements, Json));
        return ExitCodes.Done;
    }

    static Table Table(IEnumerable<Measurement> measurements)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("name", "median", "best", "unit", "threads", "bytes/step", "of FMA peak");
        foreach (var item in measurements)
        {
            table.AddRow(
                item.Name, Text($"{item.Median:G4}"), Text($"{item.Best:G4}"), item.Unit, Text($"{item.Threads}"),
                Text($"{item.BytesPerStep:0.#}"), Text($"{item.PeakShare:P0}"));
        }
        return table;
    }

    static string Text(FormattableString value) => FormattableString.Invariant(value);
}
