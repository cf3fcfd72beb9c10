using System.Runtime.InteropServices;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using NeuralLab.Jupyter;

namespace NeuralLab.Cli;

static class Program
{
    static async Task<int> Main(string[] arguments)
    {
        // A front end waits for this one: it starts without what the other commands need.
        if (arguments is ["kernel", "run", var connectionFile] && !connectionFile.StartsWith('-'))
            return KernelProgram.Run(connectionFile);

        using var cancellation = new CancellationTokenSource();
        var parsed = NeuralLabCommand.Create().Parse(arguments);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        if (parsed.Action is ParseErrorAction)
        {
            // Of several faults the last is the nearest to what was typed: an unknown command also means that none was given.
            return Failures.Report(new UsageException($"{parsed.Errors[^1].Message} See: neurallab --help"), verbose: false);
        }
        if (parsed.Tokens.Any(token => token is { Type: TokenType.Argument, Value: "" }))
            return Failures.Report(new UsageException("an argument is empty: expected a value. See: neurallab --help"), verbose: false);
        try
        {
            var exitCode = await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation.Token);
            return cancellation.IsCancellationRequested ? Failures.Report(new OperationCanceledException(), verbose: false) : exitCode;
        }
        catch (Exception failure)
        {
            return Failures.Report(failure, parsed.GetValue(NeuralLabCommand.Verbose));
        }

        // The first signal lets a command end what it began; a second one, or a command that only reads or writes files whole, is not awaited.
        void Stop(PosixSignalContext signal)
        {
            if (parsed.Action is SynchronousCommandLineAction)
                Environment.Exit(Failures.Report(new OperationCanceledException(), verbose: false));
            signal.Cancel = !cancellation.IsCancellationRequested;
            cancellation.Cancel();
        }
    }
}
