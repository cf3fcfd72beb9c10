using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Name">The package's id.</param>
/// <param name="Version">A version or a range as NuGet writes them; <c>*</c> for the latest.</param>
sealed partial record PackageRequest(string Name, string Version)
{
    const int MaximumLength = 200;

    /// <summary>Reads <c>NAME, VERSION</c> or <c>NAME</c>; null where it is neither.</summary>
    public static PackageRequest? Parse(string text) => text.Length <= MaximumLength && Pattern().Match(text) is { Success: true } match
        ? new(match.Groups["name"].Value, match.Groups["version"] is { Success: true, Value: var version } ? version : "*")
        : null;

    /// <summary>True where name and version are what <see cref="Parse"/> reads: another process may say anything.</summary>
    public bool IsWellFormed => Version == "*" ? Parse(Name) == this : Parse($"{Name},{Version}") == this;

    [GeneratedRegex(@"^(?<name>[\w.-]+)(\s*,\s*(?<version>[\w.*+\-\[\]\(\), ]*[\w.*\]\)]))?$")]
    private static partial Regex Pattern();
}
