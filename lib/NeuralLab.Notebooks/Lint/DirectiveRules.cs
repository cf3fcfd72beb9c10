using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks;

/// <summary>Lines that are addressed to the host: the few forms that all hosts take.</summary>
static partial class DirectiveRules
{
    const string First = "#!import lab.csx";
    const string OptionalPackagesTag = "plotly-net";

    public static IEnumerable<RuleViolation> Check(NotebookDocument document)
    {
        var first = document.Cells.FindIndex(cell => cell.CellType == CellType.Code);
        if (first >= 0 && document.Cells[first].Source.Trim() != First)
            yield return new("first cell", first + 1, 1, $"the first code cell should be '{First}' and nothing else");
        for (var index = 0; index < document.Cells.Count; index++)
        {
            if (document.Cells[index].CellType != CellType.Code)
                continue;
            foreach (var (line, fault) in Check(document.Cells[index]))
                yield return new("directives", index + 1, line, fault);
        }
    }

    static IEnumerable<(int Line, string Fault)> Check(NotebookCell cell)
    {
        var lines = cell.Source.Split('\n');
        var isAlone = lines.Count(line => !string.IsNullOrWhiteSpace(line)) == 1;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (line.StartsWith("#!import", StringComparison.Ordinal))
            {
                if (!isAlone || index > 0)
                    yield return (index + 1, "#!import should be alone in its cell, on the first line: what follows it is dropped in Verso");
                if (line.Contains('"', StringComparison.Ordinal))
                    yield return (index + 1, "the file after #!import should stand without quotation marks");
            }
            else if (line.StartsWith("#!", StringComparison.Ordinal))
            {
                yield return (index + 1, $"'{line.Split(' ')[0]}' is not known in every host; the one magic command that is is #!import");
            }
            else if (Package().IsMatch(line))
            {
                if (!cell.HasTag(OptionalPackagesTag))
                    yield return (index + 1, $"packages should be asked for in cells tagged '{OptionalPackagesTag}' only: not every machine can restore them");
            }
            else if (FileReference().IsMatch(line))
            {
                yield return (index + 1, "#r and #load of files fail in Verso where they are relative, and elsewhere where they are not: use #!import lab.csx");
            }
        }
    }

    [GeneratedRegex("""^#[ri]\s+"nuget:""")]
    private static partial Regex Package();

    [GeneratedRegex(@"^#(r|i|load)\b")]
    private static partial Regex FileReference();
}
