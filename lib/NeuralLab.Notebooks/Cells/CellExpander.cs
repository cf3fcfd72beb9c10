using System.Text;
using System.Text.RegularExpressions;
using NeuralLab.Notebooks.Packages;

namespace NeuralLab.Notebooks.Cells;

/// <summary>A line of a cell that is addressed to the notebook's host cannot be obeyed.</summary>
sealed class DirectiveException(string place, int line, string fault) : Exception($"{place}, line {line}: {fault}")
{
    /// <summary>The cell or the imported file.</summary>
    public string Place { get; } = place;

    /// <summary>From 1.</summary>
    public int Line { get; } = line;
}

/// <summary>Code that is compiled as one.</summary>
/// <param name="Name">What messages call it: <c>cell 3</c>, or the name of an imported file.</param>
/// <param name="Code">The code on its own lines: those before it are empty, so that line numbers are those of the cell.</param>
sealed record CodePiece(string Name, string Code);

/// <summary>What a cell asks for.</summary>
/// <param name="Pieces">Code in the order in which it runs.</param>
/// <param name="Packages">From <c>#r "nuget: ..."</c>.</param>
/// <param name="Sources">From <c>#i "nuget: ..."</c>: folders or addresses of feeds.</param>
sealed record ExpandedCell(IReadOnlyList<CodePiece> Pieces, IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Sources);

/// <summary>Obeys the lines of a cell that the C# compiler does not know: <c>#!import</c>, <c>#r "nuget: ..."</c>, <c>#i "nuget: ..."</c>.</summary>
/// <param name="folder">The notebook's folder, which relative paths start from.</param>
sealed partial class CellExpander(string folder)
{
    const int MaximumDepth = 10;
    const int MaximumImports = 1000;
    const int MaximumFileSize = 8 << 20;

    readonly List<CodePiece> pieces = [];
    readonly List<PackageRequest> packages = [];
    readonly List<string> sources = [];
    int imports;

    /// <exception cref="DirectiveException">A directive is unknown or malformed, or an imported file is not there.</exception>
    public static ExpandedCell Expand(string source, string name, string folder)
    {
        var expander = new CellExpander(folder);
        expander.Add(source, name, depth: 0);
        return new ExpandedCell(expander.pieces, expander.packages, expander.sources);
    }

    void Add(string source, string name, int depth)
    {
        var lines = source.UnixLines().Split('\n');
        var code = new StringBuilder();
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].TrimStart().StartsWith("#!", StringComparison.Ordinal))
            {
                AddPiece(code, name);
                Import(lines[index].Trim(), name, index + 1, depth);
                code.Clear().Append('\n', index);
            }
            else if (!IsPackageDirective(lines[index], name, index + 1))
            {
                RequireLibrary(lines[index], name, index + 1);
                code.Append(lines[index]);
            }
            code.Append('\n');
        }
        AddPiece(code, name);
    }

    void AddPiece(StringBuilder code, string name)
    {
        var text = code.ToString();
        if (!string.IsNullOrWhiteSpace(text))
            pieces.Add(new CodePiece(name, text));
    }

    void Import(string directive, string place, int line, int depth)
    {
        var words = directive.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries);
        if (words[0] != "#!import")
            throw new DirectiveException(place, line, $"'{words[0]}' is not known here; the magic command known here is #!import FILE");
        if (words.Length == 1)
            throw new DirectiveException(place, line, "#!import needs the name of a file, for example: #!import lab.csx");
        var file = words[1].Trim().Trim('"');
        var path = FullPath(file, place, line);
        if (!File.Exists(path))
            throw new DirectiveException(place, line, $"'{file}' was not found in {folder}; if the build writes it, build first: dotnet build -c Release");
        if (depth == MaximumDepth)
            throw new DirectiveException(place, line, $"'{file}' is imported {MaximumDepth} files deep; does it import itself?");
        if (imports++ == MaximumImports)
            throw new DirectiveException(place, line, $"a cell imports at most {MaximumImports:N0} files; '{file}' is one more: do they import each other?");
        Add(Read(path, place, line), Path.GetFileName(path), depth + 1);
    }

    string FullPath(string path, string place, int line) => path.Contains('\0', StringComparison.Ordinal)
        ? throw new DirectiveException(place, line, "a path holds no null character")
        : Path.GetFullPath(path, folder);

    static string Read(string path, string place, int line)
    {
        try
        {
            using var text = new StreamReader(new MemoryStream(PlainFile.Read(path, MaximumFileSize)));
            return text.ReadToEnd();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new DirectiveException(place, line, $"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>The build writes absolute addresses of libraries; the compiler would not say why nothing is there.</summary>
    static void RequireLibrary(string line, string place, int number)
    {
        if (LibraryDirective().Match(line) is { Success: true } directive && directive.Groups["file"].Value is var file
            && Path.IsPathRooted(file) && !File.Exists(file))
            throw new DirectiveException(place, number, $"{file} is not there: was the project moved or cleaned? Build it (dotnet build -c Release), then restart the kernel");
    }

    bool IsPackageDirective(string line, string place, int number)
    {
        if (PackageDirective().Match(line) is not { Success: true } directive)
            return false;
        var argument = directive.Groups["argument"].Value.Trim();
        if (directive.Groups["kind"].Value == "i")
        {
            // A feed is a folder, relative to the notebook's, or an address.
            sources.Add(Uri.TryCreate(argument, UriKind.Absolute, out _) ? argument : FullPath(argument, place, number));
        }
        else
        {
            packages.Add(PackageRequest.Parse(argument)
                ?? throw new DirectiveException(place, number, $"expected #r \"nuget: NAME, VERSION\", found {line.Trim()}"));
        }
        return true;
    }

    [GeneratedRegex("""^\s*#r\s+"(?<file>[^"]+)"\s*;?\s*$""")]
    private static partial Regex LibraryDirective();

    [GeneratedRegex("""^\s*#(?<kind>[ri])\s+"nuget:(?<argument>[^"]*)"\s*;?\s*$""")]
    private static partial Regex PackageDirective();
}
