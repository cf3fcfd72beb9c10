using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Commands;

/// <summary>How notebooks run: options that several commands share.</summary>
sealed class RunSettings
{
    const double LongestDays = 7;

    readonly Option<int> jobs = new("--jobs")
    {
        Description = "How many notebooks run at the same time.",
        HelpName = "N",
        DefaultValueFactory = _ => new RunOptions().Jobs,
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is > 0 and <= 1000
            ? jobs
            : Fault<int>(result, "a whole number of 1 to 1000"),
    };

    readonly Option<double> cellLimit = Seconds("--cell-timeout", "A cell that runs longer ends its notebook.", new RunOptions().CellTimeLimit);
    readonly Option<double> notebookLimit = Seconds("--timeout", "A notebook that runs longer is ended.", new RunOptions().NotebookTimeLimit);

    readonly Option<bool> strict = new("--strict") { Description = "A failure in an optional section (cells tagged plotly-net) counts: exit code 1." };

    readonly Option<bool> keepGoing = new("--keep-going") { Description = "Run the cells after a failed one, as an editor does." };

    /// <summary>Gives a command that shows what notebooks show these options.</summary>
    public void AddAllTo(Command command)
    {
        AddTo(command);
        command.Options.Add(strict);
        command.Options.Add(keepGoing);
    }

    /// <summary>Gives the command the options that say how long and how many notebooks run.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(cellLimit);
        command.Options.Add(notebookLimit);
        command.Options.Add(jobs);
    }

    /// <summary>What was typed.</summary>
    public RunOptions Read(ParseResult parsed) => new()
    {
        Jobs = parsed.GetValue(jobs),
        CellTimeLimit = TimeSpan.FromSeconds(parsed.GetValue(cellLimit)),
        NotebookTimeLimit = TimeSpan.FromSeconds(parsed.GetValue(notebookLimit)),
        ContinueAfterFailure = parsed.GetValue(keepGoing),
    };

    /// <summary>What the command ends with.</summary>
    public int ExitCode(ParseResult parsed, IEnumerable<NotebookRunResult> results) =>
        results.All(result => result.Status == RunStatus.Succeeded && (result.OptionalError is null || !parsed.GetValue(strict)))
            ? ExitCodes.Done
            : ExitCodes.Failed;

    /// <summary>Values by name.</summary>
    /// <exception cref="UsageException">A setting is not NAME=VALUE, or a name comes twice.</exception>
    public static Dictionary<string, string> Parameters(string[] settings)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var setting in settings)
        {
            if (setting.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw new UsageException($"--set expects NAME=VALUE, found '{setting}'");
            if (!parameters.TryAdd(name, value))
                throw new UsageException($"--set gives '{name}' twice");
        }
        return parameters;
    }

    static Option<double> Seconds(string name, string description, TimeSpan byDefault) => new(name)
    {
        Description = description,
        HelpName = "S",
        DefaultValueFactory = _ => byDefault.TotalSeconds,
        CustomParser = result => double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 0.001 && seconds <= TimeSpan.FromDays(LongestDays).TotalSeconds
            ? seconds
            : Fault<double>(result, "a number of seconds, with a decimal point if any, up to 7 days"),
    };

    static string Text(ArgumentResult result) => result.Tokens is [var token] ? token.Value : "";

    static T? Fault<T>(ArgumentResult result, string expected)
    {
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} expects {expected}, found '{Text(result)}'.");
        return default;
    }
}
