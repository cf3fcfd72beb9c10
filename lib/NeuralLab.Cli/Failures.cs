using System.Text.RegularExpressions;
using NeuralLab.Assignments;
using NeuralLab.Jupyter.Installation;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli;

/// <summary>The command cannot do what it was asked for. The message is one line that says what to do instead.</summary>
/// <param name="message">One line.</param>
sealed class UsageException(string message) : Exception(message);

/// <summary>Turns exceptions into one line on standard error and an exit code.</summary>
static partial class Failures
{
    public static int Report(Exception failure, bool verbose)
    {
        Console.Error.WriteLine(failure switch
        {
            OperationCanceledException => "neurallab: cancelled",
            _ when IsInput(failure) => $"neurallab: {OneLine(failure.Message)}",
            _ => $"neurallab: unexpected error: {failure.GetType().Name}: {OneLine(failure.Message)}{(verbose ? "" : " (--verbose shows where)")}",
        });
        if (verbose)
            Console.Error.WriteLine(failure.StackTrace);
        return failure is OperationCanceledException ? ExitCodes.Cancelled : IsInput(failure) ? ExitCodes.Unusable : ExitCodes.Failed;
    }

    static bool IsInput(Exception failure) =>
        failure is UsageException or AssignmentException or NotebookFormatException or ParameterException or DataException
            or KernelInstallationException or IOException or UnauthorizedAccessException;

    /// <summary>Without line ends, and without the name that a method of the library has for its argument.</summary>
    static string OneLine(string message) => ParameterName().Replace(message.ReplaceLineEndings(" "), "");

    [GeneratedRegex(@" \(Parameter '\w+'\)")]
    private static partial Regex ParameterName();
}
