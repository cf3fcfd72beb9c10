using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks;

/// <summary>nbformat 4.5 wants an id on every cell; older notebooks, and new cells in VS Code, have none.</summary>
static partial class CellIds
{
    /// <summary>
    /// Gives cells whose id is missing, malformed or already taken an id made of their position,
    /// so that the same file always gets the same ids.
    /// </summary>
    public static void Repair(IReadOnlyList<NotebookCell> cells)
    {
        var taken = cells.Select(cell => cell.Id).ToHashSet();
        var seen = new HashSet<string>();
        for (var index = 0; index < cells.Count; index++)
        {
            if (Valid().IsMatch(cells[index].Id) && seen.Add(cells[index].Id))
                continue;
            var id = $"cell-{index + 1}";
            while (!taken.Add(id))
                id += "-x";
            seen.Add(cells[index].Id = id);
        }
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}\z")]
    private static partial Regex Valid();
}
