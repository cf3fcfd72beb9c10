using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NeuralLab.Cli.Commands;

namespace NeuralLab.Cli;

/// <summary>The <c>neurallab</c> command and its subcommands.</summary>
static class NeuralLabCommand
{
    /// <summary>Holds for every subcommand.</summary>
    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Say more, and show where an unexpected error came from.", Recursive = true };

    public static Command Create()
    {
        var help = new HelpOption();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
        return new Command("neurallab", "Multilayer perceptrons in interactive notebooks.")
        {
            ReportCommand.Create(), RunCommand.Create(), TargetsCommand.Create(), TrainCommand.Create(), SweepCommand.Create(),
            DataCommand.Create(), BenchCommand.Create(), KernelCommand.Create(), DoctorCommand.Create(),
            CheckNotebookCommand.Create(), AssignmentCommand.Create(),
            help, new VersionOption(), Verbose,
        };
    }

    /// <summary>The usual help, then what one would type.</summary>
    sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            // What a command takes is not what its subcommands take, though the usual help would name both.
            foreach (var argument in parseResult.CommandResult.Command.Parents.OfType<Command>().SelectMany(parent => parent.Arguments)) argument.Hidden = true;
            var exitCode = usual.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in Examples(Name(parseResult.CommandResult.Command)))
                output.WriteLine($"  neurallab {example}");
            output.WriteLine();
            if (parseResult.CommandResult.Command.Name == "sweep") output.WriteLine(SweepCommand.SpecHelp);
            if (parseResult.CommandResult.Command.Name == "train") output.WriteLine(TrainCommand.SpecHelp);
            output.WriteLine("Exit codes: 0 done; 1 a notebook or check failed; 2 wrong arguments or unusable input; 130 cancelled.");
            return exitCode;
        }

        /// <summary>Other commands have a <c>list</c> and a <c>run</c>, too.</summary>
        static string Name(Command command) =>
            command.Parents.OfType<Command>().FirstOrDefault(parent => parent.Name is "kernel" or "assignment") is { } parent ? $"{parent.Name} {command.Name}" : command.Name;

        static string[] Examples(string command) => command switch
        {
            "report" => ["report", "report --out /tmp/report --jobs 1", "report --pdf", "report --only report --set authors=\"Ada Lovelace, Alan Turing\""],
            "run" => ["run NN1", "run NN1 NN2 --jobs 2", "run my.ipynb --out done.ipynb --set seeds=10 --cell-timeout 300"],
            "targets" => ["targets", "targets --seeds 10 --first-seed 1001", "targets --json targets.json"],
            "train" => ["train specs/mnist.json", "train specs/fashion-mnist.json --out /scratch/fashion --threads 4"],
            "sweep" => ["sweep widths.json --out widths.jsonl", "sweep widths.json --shard 7/20 --parts runs", "sweep status widths.json --parts runs",
                "sweep merge runs --spec widths.json --out widths.jsonl"],
            "merge" => ["sweep merge runs --spec widths.json --out widths.jsonl", "sweep merge part1.jsonl part2.jsonl --out widths.jsonl"],
            "status" => ["sweep status widths.json --parts runs"],
            "data" => ["data list", "data get mnist", "data generate", "data verify"],
            "list" => ["data list"],
            "get" => ["data get mnist", "data get fashion-mnist --from /media/datasets"],
            "generate" => ["data generate", "data generate --out /tmp/course"],
            "verify" => ["data verify", "data verify measurements.csv"],
            "bench" => ["bench", "bench --only 784-128-64-10/b128/adam/f32 --threads 1", "bench --json bench.json"],
            "kernel" => ["kernel install", "kernel list"],
            "kernel install" => ["kernel install", "kernel install --prefix /usr/local", "kernel install --name neurallab-test"],
            "kernel list" => ["kernel list"],
            "kernel run" => ["kernel run connection.json"],
            "kernel uninstall" => ["kernel uninstall", "kernel uninstall --prefix /usr/local"],
            "assignment" => ["assignment create notebooks/NN1-forward-pass.ipynb --out course", "assignment check NN1-forward-pass.ipynb"],
            "assignment create" => ["assignment create notebooks/NN1-forward-pass.ipynb --out course"],
            "assignment check" => ["assignment check NN1-forward-pass.ipynb"],
            "assignment grade" => ["assignment grade submitted --manifest course/manifest/NN1-forward-pass.json --out marks", "assignment grade submitted --manifest course/manifest/NN1-forward-pass.json --out marks --resume"],
            "assignment merge" => ["assignment merge part1 part2 --manifest course/manifest/NN1-forward-pass.json --out marks"],
            "assignment feedback" => ["assignment feedback marks --manifest course/manifest/NN1-forward-pass.json --out feedback"],
            "assignment stats" => ["assignment stats marks --manifest course/manifest/NN1-forward-pass.json --out stats.html"],
            "check-notebook" => ["check-notebook", "check-notebook NN1", "check-notebook my.ipynb"],
            "doctor" => ["doctor"],
            _ => ["report", "run NN1 --set seeds=10", "data list", "doctor"],
        };
    }
}
