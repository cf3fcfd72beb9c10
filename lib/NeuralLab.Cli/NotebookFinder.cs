namespace NeuralLab.Cli;

/// <summary>Finds notebooks by what a person types.</summary>
static class NotebookFinder
{
    const string Extension = ".ipynb";

    /// <summary>The labs in their order, then the course's report.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string[] Labs(string root)
    {
        var all = All(root);
        string[] labs =
        [
            .. all.Where(path => Path.GetFileName(path).StartsWith("NN", StringComparison.Ordinal)),
            .. all.Where(path => Path.GetFileName(path) == "report" + Extension)
        ];
        return labs.Length > 0 ? labs : throw new UsageException($"no labs (NN*.ipynb) were found in {Folder(root)}");
    }

    /// <summary>The labs in their order, without the report.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string[] LabsOnly(string root) => [.. Labs(root).Where(path => Path.GetFileName(path) != "report" + Extension)];

    /// <summary>The notebook of that path, or the one lab whose name begins so.</summary>
    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public static string Find(string name)
    {
        if (File.Exists(name))
            return Path.GetFullPath(name);
        if (name.StartsWith('-'))
            throw new UsageException($"there is no option '{name}'. See: neurallab run --help");
        var all = All(ProjectRoot.Find());
        var matches = all
            .Where(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase)
                || Path.GetFileName(path) == name)
            .ToArray();
        if (matches.Length == 0)
            matches = [.. all.Where(path => Path.GetFileName(path).StartsWith(name, StringComparison.OrdinalIgnoreCase))];
        return matches is [var one]
            ? one
            : throw new UsageException($"{(matches.Length == 0 ? "there is no notebook" : "more than one notebook begins with")} '{name}'; near it: {Near(name, matches.Length == 0 ? all : matches)}");
    }

    static string Near(string name, string[] candidates) => candidates.Length == 0
        ? "none"
        : string.Join(", ", candidates.Select(path => Path.GetFileNameWithoutExtension(path)).OrderBy(candidate => Distance(name, candidate)).Take(5));

    /// <summary>Letters to insert, remove or replace until the candidate begins with the name (Levenshtein's distance to the nearest prefix).</summary>
    static int Distance(string name, string candidate)
    {
        int[] row = [.. Enumerable.Range(0, candidate.Length + 1)];
        foreach (var letter in name)
        {
            var diagonal = row[0]++;
            for (var column = 1; column <= candidate.Length; column++)
            {
                var same = char.ToLowerInvariant(letter) == char.ToLowerInvariant(candidate[column - 1]);
                (diagonal, row[column]) = (row[column], Math.Min(diagonal + (same ? 0 : 1), Math.Min(row[column], row[column - 1]) + 1));
            }
        }
        return row.Min();
    }

    static string[] All(string root) => Directory.Exists(Folder(root))
        ? [.. Directory.GetFiles(Folder(root), "*" + Extension).Order(StringComparer.Ordinal)]
        : [];

    static string Folder(string root) => Path.Combine(root, "notebooks");
}
