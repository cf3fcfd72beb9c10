using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks.Report;

/// <summary>A table of NeuralLab, from its JSON.</summary>
static class TableHtml
{
    sealed record Table(string Title, string[] Columns, bool RowsAreNamed, Cell[][] Rows);

    sealed record Cell(string Text, bool IsNumber, bool IsHighlighted);

    /// <summary>The table, or null where the JSON is not one.</summary>
    public static string? Of(JsonObject json, CaptionLinks captions)
    {
        if (Read(json) is not { Title: not null, Columns: not null, Rows: not null } table
            || table.Rows.Any(row => row?.Length != table.Columns.Length || row.Any(cell => cell?.Text is null)))
            return null;
        var right = table.Columns.Select((_, column) => table.Rows.Any(row => row[column].IsNumber)).ToArray();
        var head = string.Concat(table.Columns.Select((column, index) => $"<th scope=\"col\"{Class(right[index], false)}>{Html.Escape(column ?? "")}</th>"));
        var rows = table.Rows.Select(row => $"<tr>{string.Concat(row.Select((cell, column) => table.RowsAreNamed && column == 0
            ? $"<th scope=\"row\"{Class(right[column], false)}>{Html.Escape(cell.Text)}</th>"
            : $"<td{Class(right[column], cell.IsHighlighted)}>{Html.Escape(cell.Text)}</td>"))}</tr>");
        return $"<div class=\"table\"{captions.IdAttribute(table.Title)}><p class=\"title\">{CaptionLinks.Html(table.Title)}</p><div class=\"scroll\"><table><thead><tr>{head}</tr></thead><tbody>{string.Concat(rows)}</tbody></table></div></div>";
    }

    static Table? Read(JsonObject json)
    {
        try
        {
            return json.Deserialize<Table>(JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Class(bool right, bool highlighted) =>
        (right, highlighted) switch { (true, true) => " class=\"number best\"", (true, false) => " class=\"number\"", (false, true) => " class=\"best\"", _ => "" };
}
