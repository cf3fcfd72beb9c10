namespace NeuralLab.Assignments.Source;

/// <summary>Of a notebook's code, only what some names need: the experiments of a lab take most of its time, and no exercise needs them.</summary>
static class CodeSlice
{
    /// <summary>One cell of a sequence.</summary>
    /// <param name="Source">Its code.</param>
    /// <param name="IsWhole">True: all of it is kept, as it is; false: only what is needed.</param>
    /// <param name="Id">For the caller.</param>
    internal sealed record Cell(string Source, bool IsWhole, string Id = "");

    /// <summary>What is left of each cell; the empty text where that is nothing. Lines for the host and <c>using</c> lines are always kept.</summary>
    /// <param name="cells">In order; a cell may use names of those before it.</param>
    /// <param name="names">What is needed after the last cell.</param>
    internal static IReadOnlyList<string> Of(IReadOnlyList<Cell> cells, IEnumerable<string> names)
    {
        HashSet<string> needed = [.. names];
        var parts = cells.Select(cell => cell.IsWhole ? [] : CodePart.Of(cell.Source)).ToArray();
        foreach (var cell in cells.Where(cell => cell.IsWhole)) needed.UnionWith(CodePart.NamesIn(cell.Source));
        HashSet<CodePart> kept = new(ReferenceEqualityComparer.Instance);
        for (var count = -1; count != kept.Count;)
        {
            count = kept.Count;
            foreach (var part in parts.SelectMany(list => list).Where(part => !kept.Contains(part)))
            {
                if (part.Kind == CodePartKind.Member && !part.Declares.Overlaps(needed)) continue;
                kept.Add(part);
                if (part.Kind == CodePartKind.Member) needed.UnionWith(part.Uses);
            }
        }
        return [.. cells.Select((cell, i) => cell.IsWhole ? cell.Source : string.Join('\n', parts[i].Where(kept.Contains).Select(part => part.Text)))];
    }

    /// <summary>
    /// Joins cells that follow each other, as far as no name is declared twice: each cell costs a run of the compiler. Lines for the host
    /// begin a new one.
    /// </summary>
    internal static IReadOnlyList<string> Join(IEnumerable<string> cells)
    {
        List<string> joined = [];
        HashSet<string> declared = [];
        List<CodePart> open = [];
        void Close()
        {
            if (open.Count > 0) joined.Add(string.Join('\n', open.OrderBy(part => part.Kind).Select(part => part.Text)));
            open.Clear();
            declared.Clear();
        }
        foreach (var parts in cells.Where(cell => cell.Length > 0).Select(CodePart.Of))
        {
            if (open.Any(part => part.Kind == CodePartKind.Directive)
                || parts.Any(part => part.Kind == CodePartKind.Directive || part.Declares.Overlaps(declared)))
                Close();
            open.AddRange(parts);
            declared.UnionWith(parts.SelectMany(part => part.Declares));
        }
        Close();
        return joined;
    }
}
