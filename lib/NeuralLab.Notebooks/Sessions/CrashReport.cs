using System.Text.RegularExpressions;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>Why a process ended by itself, from its exit code and from what its runtime printed.</summary>
/// <param name="Before">What the cell itself had printed to standard error before.</param>
/// <param name="Fault">For the cell that ran.</param>
sealed partial record CrashReport(string Before, CellFault Fault)
{
    const int MaximumLines = 20;
    const int SignalBase = 128;

    /// <summary>True where the text holds the beginning of a runtime's last words.</summary>
    public static bool IsIn(string standardError) => Heading().IsMatch(standardError);

    /// <summary>Explains the end of a process.</summary>
    /// <param name="exitCode">128 plus a signal's number where a signal ended the process.</param>
    /// <param name="standardError">All that the process printed to standard error in this cell.</param>
    /// <param name="isIdle">True where no cell ran.</param>
    public static CrashReport Read(int exitCode, string standardError, bool isIdle)
    {
        var when = isIdle ? "" : " while the cell ran";
        var heading = Heading().Match(standardError);
        var before = heading.Success ? standardError[..heading.Index] : standardError;
        var lines = heading.Success ? standardError[heading.Index..].TrimEnd().Split('\n') : [];
        var (name, message) = heading.Value switch
        {
            "Stack overflow" => (FaultNames.StackOverflow, "the cell ran out of stack: does a method call itself without end? The notebook's process ended"),
            "Out of memory" => (FaultNames.OutOfMemory, "the notebook's process ran out of memory and ended"),
            "Process terminated" => (FaultNames.FailFast, $"the cell ended the notebook's process: {Said(lines)}"),
            "Unhandled exception" => (FaultNames.UnhandledException, $"an exception outside the cell's own flow, such as in a thread, ended the notebook's process: {Said(lines)}"),
            _ when exitCode > SignalBase => (FaultNames.ProcessKilled, $"the notebook's process was ended by signal {exitCode - SignalBase}{when}"),
            _ => (FaultNames.ProcessExited, $"the notebook's process ended with exit code {exitCode}{when}: does it call Environment.Exit?"),
        };
        var more = lines.Length > MaximumLines ? [$"   ... {lines.Length - MaximumLines} more lines ..."] : Array.Empty<string>();
        return new CrashReport(before, new CellFault(name, message, null, [message, .. lines.Take(MaximumLines).Select(line => line.TrimEnd()), .. more]));
    }

    /// <summary>The message on the heading's line, or on the next.</summary>
    static string Said(string[] lines) => lines
        .Select((line, index) => (index == 0 ? Heading().Replace(line, "", 1) : line).Trim(' ', '.', '\r'))
        .FirstOrDefault(line => line.Length > 0) ?? "no reason given";

    /// <summary>How the runtime begins its last words.</summary>
    [GeneratedRegex(@"^(Stack overflow|Out of memory|Process terminated|Unhandled exception)(?=\.)", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
