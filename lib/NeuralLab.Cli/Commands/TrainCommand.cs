using System.CommandLine;
using NeuralLab.Cli.Views;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab train</c>: one long training run, which may be interrupted at any time and goes on when the command is given again.</summary>
static class TrainCommand
{
    /// <summary>A file to begin with, and all settings with their defaults.</summary>
    public static string SpecHelp { get; } = $$$"""
        SPEC.json:  { "data": "fashion-mnist", "seed": 1, "settings": { "layers": "512-256", "activation": "ReLU", "precision": "float", "epochs": 200 } }
        data: a set of 'neurallab data list', digits or iris. checkpointEvery: epochs from one checkpoint to the next, default 1.
        Settings and their defaults: {{{MlpExperiment.Defaults}}}.
        specs/ has examples, and train.schema.json for editors.

        """;

    public static Command Create()
    {
        var spec = new Argument<string>("SPEC.json") { Description = "Data, network and training (JSON), see the example." };
        var output = new Option<string>("--out") { Description = "The folder for checkpoint, log, model and result. Default: the spec's name without .json.", HelpName = "DIR" };
        var threads = new Option<int>("--threads") { Description = "Threads that work on a step; the result does not depend on it. Default: one for each core.", HelpName = "N" };
        var command = new Command("train", "Train a network for long: checkpoints, a log, and the same command goes on after whatever ended it.") { spec, output, threads };
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(
            parsed.GetValue(spec)!, parsed.GetValue(output), parsed.GetValue(threads), cancellation), CancellationToken.None));
        return command;
    }

    static int Run(string path, string? output, int threads, CancellationToken cancellation)
    {
        if (threads < 0) throw new UsageException(FormattableString.Invariant($"--threads expects a whole number >= 0, found '{threads}'"));
        var spec = TrainSpec.Read(path);
        var folder = output ?? Path.GetFileNameWithoutExtension(path);
        if (folder.Length == 0) throw new UsageException("--out expects a folder, found an empty name");
        try
        {
            var outcome = TrainView.Run(spec.Settings.Whole("epochs"), progress =>
                new TrainingJob(spec, folder) { Threads = threads, Progress = progress, Cancellation = cancellation }.Run());
            return Show(outcome, folder);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // A value that the network or its training refuses.
            throw new UsageException($"{path}: {error.Message}");
        }
    }

    static int Show(TrainingOutcome outcome, string folder)
    {
        if (outcome.Divergence is { } divergence)
        {
            Console.Error.WriteLine($"neurallab: {divergence}");
            return ExitCodes.Failed;
        }
        if (outcome.Record is not { } record)
        {
            Console.WriteLine(FormattableString.Invariant($"stopped after epoch {outcome.Epochs}, saved in {folder}: the same command goes on"));
            return ExitCodes.Cancelled;
        }
        foreach (var (name, value) in record.Results) Console.WriteLine(FormattableString.Invariant($"{name,-10} {value:G6}"));
        Console.WriteLine(FormattableString.Invariant($"{outcome.Epochs} epochs, best after {outcome.BestEpoch} ({outcome.StopReason}); model and log in {folder}"));
        return ExitCodes.Done;
    }
}
