using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks.Language;

/// <summary>Lines that begin with <c>#</c>: for the notebook's host or the compiler.</summary>
static partial class HostLines
{
    static readonly CompletionMatch[] Directives =
    [
        new("#!import", "keyword", "#!import FILE: runs a script file here"),
        new("#r", "keyword", "#r \"nuget: NAME, VERSION\" or #r \"FILE.dll\": uses a package or a library"),
        new("#i", "keyword", "#i \"nuget: SOURCE\": packages from a folder or feed"),
    ];

    /// <summary>What can stand at the cursor in such a line; null where it is in another line.</summary>
    public static CodeCompletion? Complete(ConsideredCode code, string folder)
    {
        var lineStart = code.Cursor == 0 ? 0 : code.Text.LastIndexOf('\n', code.Cursor - 1) + 1;
        var line = code.Text[lineStart..code.Cursor];
        if (Line().Match(line) is not { Success: true } parts)
            return null;
        if (parts.Groups["file"] is not { Success: true } file)
            return new CodeCompletion(
                [.. Directives.Where(each => each.Text.StartsWith(line.Trim(), StringComparison.Ordinal))],
                lineStart + parts.Groups["word"].Index, code.Cursor);
        var pattern = parts.Groups["word"].Value == "#!import" ? [".csx", ".cs"] : new[] { ".dll" };
        return new CodeCompletion([.. Files(file.Value, folder, pattern)], lineStart + file.Index, code.Cursor);
    }

    static IEnumerable<CompletionMatch> Files(string begun, string folder, string[] kinds)
    {
        var directory = Path.GetFullPath(Path.GetDirectoryName(begun) ?? "", folder);
        if (begun.StartsWith("nuget:", StringComparison.Ordinal) || !Directory.Exists(directory))
            return [];
        var written = begun[..^Path.GetFileName(begun).Length];
        return from entry in new DirectoryInfo(directory).EnumerateFileSystemInfos()
               where entry.Name.StartsWith(Path.GetFileName(begun), StringComparison.OrdinalIgnoreCase) && !entry.Name.StartsWith('.')
                   && (entry is DirectoryInfo || kinds.Contains(entry.Extension))
               orderby entry is DirectoryInfo, entry.Name
               select new CompletionMatch($"{written}{entry.Name}{(entry is DirectoryInfo ? "/" : "")}", "path", "");
    }

    [GeneratedRegex("""^\s*(?<word>#!import|#[^\s"]*)(\s+"?(?<file>[^"]*))?$""")]
    private static partial Regex Line();
}
