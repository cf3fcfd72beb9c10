using System.Globalization;
using System.Text.RegularExpressions;

namespace NeuralLab;

/// <summary>A folder with the parts of a sweep that several machines run: <c>part-0007-of-0020.jsonl</c>, each whole at any time.</summary>
public static partial class SweepParts
{
    /// <summary>The file of one part.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="part">Which part.</param>
    public static string FileOf(string folder, SweepShard part)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(part);
        return Path.Combine(folder, FormattableString.Invariant($"part-{part.Part:D4}-of-{part.Parts:D4}.jsonl"));
    }

    /// <summary>The files of parts that a folder has, in the order of their names. Unfinished files of other names are left out.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="DataNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<string> FilesIn(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder)) throw new DataNotFoundException(folder, "name the folder that sweep --parts writes to");
        return [.. Directory.GetFiles(folder).Where(file => Name().IsMatch(Path.GetFileName(file))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Into how many parts the sweep in a folder is divided; null where it has none yet, or parts of different divisions.</summary>
    /// <param name="folder">The folder.</param>
    public static int? CountIn(string folder)
    {
        static int PartsOf(string file) => int.Parse(Name().Match(Path.GetFileName(file)).Groups[1].Value, CultureInfo.InvariantCulture);
        int[] counts = [.. FilesIn(folder).Select(PartsOf).Distinct()];
        return counts is [var only] ? only : null;
    }

    [GeneratedRegex(@"^part-\d{4,9}-of-(\d{4,9})\.jsonl$")]
    private static partial Regex Name();
}
