using NeuralLab.Assignments.Source;

namespace NeuralLab.Assignments.Submissions;

/// <summary>A cell that is run for a submission.</summary>
/// <param name="Source">The code.</param>
/// <param name="Origin">The released cell it stands for; null for a cell that the student added.</param>
/// <param name="IsStudents">True where the text is the student's.</param>
sealed record MatchedCell(string Source, ReleasedCell? Origin, bool IsStudents);

/// <summary>Brings a submission's cells into the order of the release, and repairs what students and programs do to notebooks.</summary>
static class CellMatcher
{
    const int MostJoined = 4;

    /// <summary>The cells to run, the answers among them, and what was repaired.</summary>
    internal static (IReadOnlyList<MatchedCell> Cells, IReadOnlyList<string> Repairs) Match(Manifest manifest, IReadOnlyList<SubmittedCell> submitted)
    {
        List<string> repairs = [];
        var released = manifest.Cells.Where(cell => cell.IsCode).ToArray();
        var knownIds = manifest.Cells.SelectMany(cell => new[] { cell.Id, cell.GradeId }).Where(id => id.Length > 0).ToHashSet();
        HashSet<int> used = [];
        Dictionary<ReleasedCell, string> texts = [];
        foreach (var cell in released.Where(cell => cell.Role == CellRole.Answer)) texts[cell] = Answer(cell, submitted, used, repairs);
        foreach (var cell in released.Where(cell => cell.Role == CellRole.Free))
        {
            var place = Places(cell, submitted).FirstOrDefault(i => !used.Contains(i), -1);
            if (place < 0) continue;
            used.Add(place);
            if (Manifest.Checksum(submitted[place].Source) != cell.Checksum) texts[cell] = submitted[place].Source;
        }
        foreach (var cell in released.Where(cell => cell.Role is CellRole.Check or CellRole.Locked))
        {
            var places = Places(cell, submitted).ToArray();
            if (places.Length > 0 && places.All(i => Manifest.Checksum(submitted[i].Source) != cell.Checksum)) repairs.Add($"the locked cell {Name(cell)} was changed; the original is used");
        }
        return (Sequence(manifest.Cells, texts, Added(submitted, used, knownIds)), repairs);
    }

    /// <summary>The student's text of an answer; the empty text where there is none.</summary>
    static string Answer(ReleasedCell cell, IReadOnlyList<SubmittedCell> submitted, HashSet<int> used, List<string> repairs)
    {
        bool Declares(string source) => cell.Answers.Count == 0 || cell.Answers.All(answer => DeclaredIn(source).Contains(answer.Name));
        var places = Places(cell, submitted).ToArray();
        if (places.Length > 1) repairs.Add($"the cell {Name(cell)} is there {places.Length} times; the last that is answered is used");
        var place = places.Where(i => Declares(submitted[i].Source))
            .OrderBy(i => Manifest.Checksum(submitted[i].Source) != cell.Checksum).ThenBy(i => i).LastOrDefault(-1);
        if (place < 0)
        {
            place = Enumerable.Range(0, submitted.Count).LastOrDefault(
                i => Declares(submitted[i].Source) && !submitted[i].GradeId.EndsWith("-check", StringComparison.Ordinal), -1);
            if (place >= 0) repairs.Add(places.Length > 0 ? $"the answer {Name(cell)} was found in another cell" : $"the cell {Name(cell)} was missing; its answer was found in another cell");
        }
        var begins = place >= 0 ? place : places.Length > 0 ? places[^1] : -1;
        if (begins >= 0 && (place < 0 || !CodePart.IsWhole(submitted[place].Source)))
        {
            var joined = Joined(begins, submitted, Declares);
            used.UnionWith(Enumerable.Range(begins, joined.Count));
            if (joined.Count > 1) repairs.Add($"the cell {Name(cell)} was split; {joined.Count} cells were joined");
            return joined.Source;
        }
        if (place < 0)
        {
            repairs.Add($"the cell {Name(cell)} is missing");
            return "";
        }
        used.Add(place);
        if (!submitted[place].IsCode) repairs.Add($"the cell {Name(cell)} was turned into text; it is run as code");
        return submitted[place].Source;
    }

    /// <summary>A cell that was split goes on in the next ones: as many as make code of it that is whole.</summary>
    static (string Source, int Count) Joined(int first, IReadOnlyList<SubmittedCell> submitted, Func<string, bool> declares)
    {
        for (var count = 2; count <= MostJoined && first + count <= submitted.Count; count++)
        {
            var source = string.Join('\n', submitted.Skip(first).Take(count).Select(cell => cell.Source));
            if (CodePart.IsWhole(source) && declares(source)) return (source, count);
        }
        return (submitted[first].Source, 1);
    }

    static IEnumerable<int> Places(ReleasedCell cell, IReadOnlyList<SubmittedCell> submitted) =>
        Enumerable.Range(0, submitted.Count).Where(i => cell.GradeId.Length > 0 && submitted[i].GradeId.Length > 0
            ? submitted[i].GradeId == cell.GradeId
            : submitted[i].Id.Length > 0 && submitted[i].Id == cell.Id);

    /// <summary>Cells that the student added, each with the id of the released cell that it follows.</summary>
    static List<(string After, string Source)> Added(IReadOnlyList<SubmittedCell> submitted, HashSet<int> used, HashSet<string> knownIds)
    {
        List<(string, string)> added = [];
        var after = "";
        for (var i = 0; i < submitted.Count; i++)
        {
            var cell = submitted[i];
            if (knownIds.Contains(cell.Id)) after = cell.Id;
            else if (knownIds.Contains(cell.GradeId)) after = cell.GradeId;
            else if (cell.IsCode && !used.Contains(i) && !cell.Source.Contains("#!", StringComparison.Ordinal)) added.Add((after, cell.Source));
        }
        return added;
    }

    static List<MatchedCell> Sequence(IReadOnlyList<ReleasedCell> released, Dictionary<ReleasedCell, string> texts, List<(string After, string Source)> added)
    {
        List<MatchedCell> cells = [.. added.Where(cell => cell.After.Length == 0).Select(cell => new MatchedCell(cell.Source, null, true))];
        foreach (var cell in released)
        {
            if (cell is { IsCode: true, Role: CellRole.Free or CellRole.Locked }) cells.Add(new(cell.Source, cell, false));
            if (texts.TryGetValue(cell, out var text)) cells.Add(new(text, cell, true));
            cells.AddRange(added
                .Where(other => other.After.Length > 0 && (other.After == cell.Id || other.After == cell.GradeId))
                .Select(other => new MatchedCell(other.Source, null, true)));
        }
        return cells;
    }

    static HashSet<string> DeclaredIn(string source) => [.. CodePart.Of(source).SelectMany(part => part.Declares)];

    static string Name(ReleasedCell cell) => cell.GradeId.Length > 0 ? cell.GradeId : cell.Id;
}
