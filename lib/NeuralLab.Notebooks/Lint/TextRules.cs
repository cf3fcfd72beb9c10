using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks;

/// <summary>Markdown that all hosts render the same.</summary>
static partial class TextRules
{
    public static IEnumerable<RuleViolation> Check(NotebookDocument document)
    {
        for (var index = 0; index < document.Cells.Count; index++)
        {
            var cell = document.Cells[index];
            if (cell.CellType == CellType.Raw)
                yield return new("cell types", index + 1, 0, "only C# and markdown cells run everywhere, found a raw cell");
            if (cell.CellType != CellType.Markdown)
                continue;
            var lines = cell.Source.Split('\n');
            for (var line = 0; line < lines.Length; line++)
            {
                if (AtSigns().Matches(lines[line]).Any(signs => signs.Length % 2 != 0))
                    yield return new("markdown", index + 1, line + 1, "a literal at sign should be written @@, found @");
                if (OtherFormula().IsMatch(lines[line]))
                    yield return new("markdown", index + 1, line + 1, @"formulas should stand in $...$ or $$...$$, found \( or \[");
            }
        }
    }

    [GeneratedRegex("@+")]
    private static partial Regex AtSigns();

    [GeneratedRegex(@"(?<!\\)\\[(\[]")]
    private static partial Regex OtherFormula();
}
