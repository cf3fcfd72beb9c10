using System.Net;
using NeuralLab.Web;

namespace NeuralLab.Charts;

/// <summary>A table of texts and numbers that notebooks show as one. <see cref="Show"/> builds it.</summary>
[TypeFormatterSource(typeof(TableFormatterSource))]
public sealed class TableView : IShownInNotebooks
{
    /// <summary>The MIME type of <see cref="ToJson"/>.</summary>
    public const string MimeType = FigureTypes.Table;

    internal TableView(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Cell>> rows, bool rowsAreNamed = false)
    {
        Title = Check.Text(title, "a title");
        Columns = Check.Some(columns, "column");
        Rows = rows ?? throw new ArgumentNullException(nameof(rows));
        for (var row = 0; row < rows.Count; row++)
            Check.SameCount(columns.Count, rows[row].Count, $"one cell per column in row {row + 1}", nameof(rows));
        RowsAreNamed = rowsAreNamed;
    }

    /// <summary>What the table shows, with the shape where it is a matrix.</summary>
    public string Title { get; }

    /// <summary>The names of the columns with their units.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, each with one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<Cell>> Rows { get; }

    /// <summary>True if the first cell of each row is its name.</summary>
    public bool RowsAreNamed { get; }

    /// <summary>The table as JSON: <c>{title, columns, rowsAreNamed, rows: [[{text, isNumber, isHighlighted}]]}</c>.</summary>
    public string ToJson() => Json.Object(new
    {
        title = Title,
        columns = Columns,
        rowsAreNamed = RowsAreNamed,
        rows = Rows.Select(row => row.Select(cell => new { text = cell.Text, isNumber = cell.IsNumber, isHighlighted = cell.IsHighlighted })),
    }).ToJsonString(Json.Options);

    /// <summary>The table as a fragment of HTML in the colours of the page.</summary>
    public string ToHtml()
    {
        var right = Enumerable.Range(0, Columns.Count).Select(column => Rows.Any(row => row[column].IsNumber)).ToArray();
        return $"""
            <div style="font-weight:bold;padding:4px 0">{Escape(Title)}</div>
            <div style="overflow-x:auto"><table style="border-collapse:collapse;width:auto;font-variant-numeric:tabular-nums">
            <thead><tr>{string.Concat(Columns.Select((column, index) => Element("th", column, right[index], "font-weight:bold")))}</tr></thead>
            <tbody>
            {string.Join('\n', Rows.Select(row => $"<tr>{string.Concat(row.Select((cell, column) => Html(cell, column, right[column])))}</tr>"))}
            </tbody></table></div>
            """;
    }

    /// <summary>The title and the rows in one line.</summary>
    public override string ToString() =>
        $"{Title}. {string.Join(", ", Columns.Where(column => column.Length > 0))}: {string.Join("; ", Rows.Select(row => string.Join(", ", row.Select(cell => cell.Text))))}".ReplaceLineEndings(" ");

    string Html(Cell cell, int column, bool right) =>
        RowsAreNamed && column == 0 ? Element("th", cell.Text, right, "font-weight:normal;opacity:0.7")
        : Element("td", cell.Text, right, cell.IsHighlighted ? $"font-weight:bold;background:{Look.Fade(Look.Palette[2], 0.2)}" : "");

    static string Element(string name, string text, bool right, string style) =>
        $"""<{name} style="text-align:{(right ? "right" : "left")};padding:3px 10px;{(right && name == "td" ? "white-space:nowrap;" : "")}border-bottom:1px solid {Look.Faint};{style}">{Escape(text)}</{name}>""";

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
