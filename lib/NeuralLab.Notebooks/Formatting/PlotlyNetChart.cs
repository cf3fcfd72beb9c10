using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using NeuralLab.Web;

namespace NeuralLab.Notebooks.Formatting;

/// <summary>
/// Charts of Plotly.NET, shown as figures of ours are. Nothing here refers to that package: a chart is known by its type's name
/// and asked for its JSON by reflection.
/// </summary>
static class PlotlyNetChart
{
    const string TypeName = "Plotly.NET.GenericChart";

    // A figure's JSON stands inside a script element, which no text in it may end.
    static readonly JsonSerializerOptions InScript = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The chart as a fragment of HTML, as a figure in Plotly's schema and as a line of text; null for any other value.</summary>
    public static (string MimeType, string Content)[]? Of(object value)
    {
        if (Json(value) is not { } json || JsonNode.Parse(json) is not JsonObject figure || figure["data"] is not JsonArray traces)
            return null;
        var (title, summary) = (Title(figure), Summary(traces));
        return
        [
            (MimeTypes.Html, FigureFragment.Of(title, summary, "", figure.ToJsonString(InScript))),
            (MimeTypes.Text, $"{title}. {summary}"),
            (MimeTypes.Plotly, figure.ToJsonString()),
        ];
    }

    /// <summary>What the static method <c>toFigureJson</c> of the chart's type says: <c>{data, layout, frames}</c>.</summary>
    static string? Json(object value)
    {
        // A chart is one of the cases of the type: Plotly.NET.GenericChart+Chart or +MultiChart.
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName == TypeName)
                return type.GetMethod("toFigureJson", [type])?.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value], null) as string;
        }
        return null;
    }

    static string Title(JsonObject figure) => (figure["layout"] as JsonObject)?["title"] switch
    {
        JsonObject title => Text(title["text"]),
        var title => Text(title),
    } ?? "Chart of Plotly.NET";

    static string Summary(JsonArray traces)
    {
        var kinds = traces.OfType<JsonObject>().Select(trace => Text(trace["type"])).OfType<string>().Distinct();
        return FormattableString.Invariant($"{traces.Count} {(traces.Count == 1 ? "trace" : "traces")} ({string.Join(", ", kinds)}).");
    }

    static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
