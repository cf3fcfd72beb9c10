using System.Text;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks;

/// <summary>Papermill's convention: the cell tagged <c>parameters</c> holds defaults; values given from outside go into a cell after it.</summary>
public static class NotebookParameters
{
    internal const string Tag = "parameters";
    const string InjectedTag = "injected-parameters";
    const int LongestList = 50;
    const int LongestDefault = 100;

    /// <summary>
    /// The variables that the notebook's <c>parameters</c> cell declares; empty where it has no such cell.
    /// For several notebooks, see <see cref="ParameterReader"/>.
    /// </summary>
    /// <param name="document">Not changed.</param>
    /// <exception cref="NotebookFormatException">The compiler cannot read the cell within bounds of time and memory.</exception>
    public static IReadOnlyList<NotebookParameter> Read(NotebookDocument document)
    {
        using var reader = new ParameterReader();
        return reader.Read(document);
    }

    /// <summary>
    /// Puts a cell tagged <c>injected-parameters</c> after the <c>parameters</c> cell,
    /// in place of one that is there already. Does nothing where no values are given.
    /// </summary>
    /// <param name="document">The notebook to change.</param>
    /// <param name="values">Values by name, as text.</param>
    /// <param name="name">What messages call the notebook.</param>
    /// <exception cref="ParameterException">The notebook has no such parameter, or one of another type.</exception>
    /// <exception cref="NotebookFormatException">The compiler cannot read the cell within bounds of time and memory.</exception>
    public static void Apply(NotebookDocument document, IReadOnlyDictionary<string, string> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var reader = new ParameterReader();
        if (values.Count > 0)
            Apply(document, reader.Read(document, name), values, name);
    }

    internal static void Apply(NotebookDocument document, IReadOnlyList<NotebookParameter> known, IReadOnlyDictionary<string, string> values, string name)
    {
        if (values.Count == 0)
            return;
        var code = new StringBuilder("// Parameters");
        foreach (var (key, text) in values)
        {
            var parameter = known.FirstOrDefault(candidate => candidate.Name == key)
                ?? throw new ParameterException($"{name}: there is no parameter '{key}'; {Listing(known)}");
            var expression = parameter.Expression(text)
                ?? throw new ParameterException($"{name}: parameter '{key}' expects {parameter.Type}, found '{text}'; {Listing(known)}");
            code.Append('\n').Append(parameter.Type).Append(' ').Append(key).Append(" = ").Append(expression).Append(';');
        }
        document.Cells.RemoveAll(cell => cell.HasTag(InjectedTag));
        var place = document.Cells.FindIndex(cell => cell.HasTag(Tag));
        var metadata = document.Cells[place].Metadata.DeepClone().AsObject();
        metadata["tags"] = new JsonArray(InjectedTag);
        document.Cells.Insert(place + 1, new NotebookCell(CellType.Code, code.ToString()) { Id = InjectedTag, Metadata = metadata });
    }

    internal static NotebookCell? CellOf(NotebookDocument document) => document.Cells.FirstOrDefault(cell => cell.HasTag(Tag));

    static string Listing(IReadOnlyList<NotebookParameter> known) => known.Count == 0
        ? $"no cell tagged '{Tag}' declares any"
        : $"known: {string.Join(", ", known.Take(LongestList).Select(parameter => $"{parameter.Name} ({parameter.Type}, default {Short(parameter.Default)})"))}";

    static string Short(string text) => text.Length <= LongestDefault ? text : text[..LongestDefault] + "...";
}
