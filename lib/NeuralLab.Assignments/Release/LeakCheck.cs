using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NeuralLab.Assignments.Source;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Release;

/// <summary>Looks in what students get for solutions and hidden values: in code, comments, text, metadata and outputs.</summary>
public sealed partial class LeakCheck
{
    const int ShortestLine = 12;
    const int ShortestLiteral = 4;
    const int ShortestBody = 15;

    readonly NotebookDocument release;
    readonly HashSet<string> solutionLines = [];
    readonly HashSet<string> hiddenLines;
    readonly HashSet<string> hiddenValues;
    readonly List<string[]> bodies = [];

    /// <summary>Compares a release with its source.</summary>
    /// <param name="source">With the solutions.</param>
    /// <param name="release">What students get.</param>
    /// <param name="manifest">With the hidden values.</param>
    public LeakCheck(SourceNotebook source, NotebookDocument release, Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(manifest);
        this.release = release;
        HashSet<string> known = [];
        List<string> hidden = [];
        foreach (var cell in source.Document.Cells)
        {
            if (cell.CellType == CellType.Code)
            {
                var solution = Markers.Inside(cell.Source, Markers.Region.Solution, source.Place(cell)).ToArray();
                solutionLines.UnionWith(Lines(solution).Where(line => !known.Contains(line)));
                if (TokenPattern.Of(string.Join('\n', solution)) is { Length: >= ShortestBody } body) bodies.Add(body);
                hidden.AddRange(Markers.Inside(cell.Source, Markers.Region.HiddenTests, source.Place(cell)));
            }
            // What stands before an exercise is given, also where the solution uses it again.
            if (SourceNotebook.RoleOf(cell) != CellRole.Answer) known.UnionWith(Lines(cell.Source.Split('\n')));
        }
        hiddenLines = [.. Lines(hidden)];
        hiddenValues =
        [
            .. hidden.SelectMany(line => Literal().Matches(line)).Select(match => match.Value).Where(value => value.Length >= ShortestLiteral),
            $"{manifest.Seed}"
        ];
    }

    /// <summary>The leaks; none where the notebook is fit to be released.</summary>
    public IReadOnlyList<Leak> Find() => [.. release.Cells.SelectMany(Find)];

    IEnumerable<Leak> Find(NotebookCell cell)
    {
        if (cell.Source.Split('\n').FirstOrDefault(line => MarkerLine().IsMatch(line)) is { } marker)
            yield return new(cell.Id, "a marker of the source", marker.Trim());
        foreach (var line in cell.Source.Split('\n'))
        {
            if (KindOf(line) is { } kind) yield return new(cell.Id, kind, line.Trim());
        }
        if (cell.CellType == CellType.Code && bodies.Any(body => TokenPattern.Contains(cell.Source, body)))
            yield return new(cell.Id, "a solution with other names", cell.Source.Split('\n')[0].Trim());
        if (cell.Outputs.Count > 0) yield return new(cell.Id, "an output of the solved notebook", $"{cell.Outputs.Count} outputs");
        var rest = Squeezed(string.Concat(Texts(cell.Metadata).Concat(Texts(cell.OtherKeys))));
        if (solutionLines.FirstOrDefault(line => rest.Contains(line, StringComparison.Ordinal)) is { } inMetadata)
            yield return new(cell.Id, "a line of a solution in the metadata", inMetadata);
    }

    static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject owner => owner.SelectMany(pair => Texts(pair.Value)),
        JsonArray list => list.SelectMany(Texts),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };

    string? KindOf(string line)
    {
        var squeezed = Squeezed(Uncommented(line));
        return solutionLines.Any(solution => squeezed.Contains(solution, StringComparison.Ordinal)) ? "a line of a solution"
            : hiddenLines.Any(test => squeezed.Contains(test, StringComparison.Ordinal)) ? "a line of a hidden test"
            : Literal().Matches(line).Any(match => hiddenValues.Contains(match.Value)) ? "a hidden value"
            : null;
    }

    /// <summary>Lines that compute something: a brace or <c>return x;</c> gives nothing away.</summary>
    static IEnumerable<string> Lines(IEnumerable<string> lines) =>
        lines.Select(line => Squeezed(Uncommented(line))).Where(line =>
            line.Length >= ShortestLine && line.Any(char.IsLetter) && line.IndexOfAny(['=', '(', '+', '-', '*', '/']) >= 0);

    /// <summary>Code with its sign of a comment taken away, and without a comment behind it.</summary>
    static string Uncommented(string line) => Comment().Replace(line, "");

    static string Squeezed(string line) => Space().Replace(line, "").TrimEnd(';');

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^\s*//+\s*|\s+//.*$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(BEGIN|END) (SOLUTION|HIDDEN TESTS)")]
    private static partial Regex MarkerLine();

    [GeneratedRegex(@"(?<![\w.])\d+(?:\.\d+)?(?![\w.])|""[^""]+""")]
    private static partial Regex Literal();
}
