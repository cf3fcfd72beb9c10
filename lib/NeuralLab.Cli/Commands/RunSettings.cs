using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NeuralLab.Cli.Commands;

/// <summary>Options that several commands have.</summary>
static class RunSettings
{
    const double LongestDays = 7;

    /// <summary>How many notebooks run at the same time.</summary>
    public static Option<int> Jobs() => new("--jobs")
    {
        Description = "How many notebooks run at the same time.",
        HelpName = "N",
        DefaultValueFactory = _ => Environment.ProcessorCount,
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is > 0 and <= 1000
            ? jobs
            : Fault<int>(result, "a whole number of 1 to 1000"),
    };

    /// <summary>A time limit.</summary>
    public static Option<double> Seconds(string name, string description, TimeSpan byDefault) => new(name)
    {
        Description = description,
        HelpName = "S",
        DefaultValueFactory = _ => byDefault.TotalSeconds,
        CustomParser = result => double.TryParse(Text(result), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                && seconds is >= 0.001 && seconds <= TimeSpan.FromDays(LongestDays).TotalSeconds
            ? seconds
            : Fault<double>(result, "a number of seconds, with a decimal point if any, up to 7 days"),
    };

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

    static string Text(ArgumentResult result) => result.Tokens is [var token] ? token.Value : "";

    static T? Fault<T>(ArgumentResult result, string expected)
    {
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} expects {expected}, found '{Text(result)}'.");
        return default;
    }
}
