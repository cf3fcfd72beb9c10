using System.Collections;
using System.Net;
using System.Reflection;
using System.Text;

namespace NeuralLab.Notebooks.Formatting;

/// <summary>Dictionaries and sequences of records as rows and columns of text.</summary>
/// <param name="Columns">The heads.</param>
/// <param name="Rows">As many cells each as there are columns.</param>
/// <param name="IsCut">True where there are more rows than are shown.</param>
sealed record ValueTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, bool IsCut)
{
    const int MaximumColumns = 30;

    /// <summary>The table of a dictionary, or of a sequence whose elements are all of one type with properties; null for anything else.</summary>
    public static ValueTable? Of(object value)
    {
        if (value is string or not IEnumerable || PlainText.IsScalar(value))
            return null;
        var elements = ((IEnumerable)value).Cast<object?>().Take(PlainText.MaximumElements + 1).ToArray();
        if (elements.Length == 0)
            return null;
        if (ColumnsOf(elements) is not { } columns)
            return null;
        var rows = elements.Take(PlainText.MaximumElements)
            .Select(element => (IReadOnlyList<string>)[.. columns.Select(column => PlainText.Of(Value(column, element!)))]);
        return new ValueTable([.. columns.Select(column => column.Name)], [.. rows], elements.Length > PlainText.MaximumElements);
    }

    public string ToHtml()
    {
        var html = new StringBuilder("<table><thead><tr>");
        foreach (var column in Columns)
            html.Append("<th>").Append(WebUtility.HtmlEncode(column)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in Rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append("<td>").Append(WebUtility.HtmlEncode(cell)).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        return IsCut ? html.Append("<p>... (more)</p>").ToString() : html.ToString();
    }

    public string ToText()
    {
        var lines = Rows.Prepend(Columns).ToArray();
        var widths = Columns.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        var text = string.Join("\n", lines.Select(line => string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
        return IsCut ? text + "\n... (more)" : text;
    }

    /// <summary>The columns of elements that are all of one type, which is a record, an anonymous type or another plain holder of properties.</summary>
    static PropertyInfo[]? ColumnsOf(object?[] elements)
    {
        var type = elements[0]?.GetType();
        if (type is null || PlainText.IsScalar(elements[0]) || elements.Any(element => element?.GetType() != type || element is IEnumerable))
            return null;
        var properties = Properties(type);
        return properties.Length is > 0 and <= MaximumColumns ? properties : null;
    }

    static PropertyInfo[] Properties(Type type) =>
        [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanRead && property.GetIndexParameters().Length == 0)];

    static object? Value(PropertyInfo property, object element)
    {
        try
        {
            return property.GetValue(element);
        }
        catch (TargetInvocationException fault)
        {
            return $"({fault.InnerException!.GetType().Name})";
        }
    }
}
