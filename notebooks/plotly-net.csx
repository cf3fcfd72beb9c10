// Turns a figure of NeuralLab into a chart of Plotly.NET: figure.ToPlotlyNet().
// Import it after the cell that references Plotly.NET. A Plotly.NET chart has no animation frames, so an animated
// figure becomes the picture that it begins with.
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

static Plotly.NET.GenericChart ToPlotlyNet(this NeuralLab.Charts.Figure figure)
{
    var traces = figure.Data.Select(trace => ToPlotlyNetTrace(trace.AsObject())).ToList();
    var layout = new Plotly.NET.Layout();
    CopyToPlotlyNet(figure.Layout, layout, "sliders", "updatemenus");
    var chart = Plotly.NET.GenericChart.ofTraceObjects(false, Microsoft.FSharp.Collections.ListModule.OfSeq(traces));
    return Plotly.NET.GenericChart.setLayout(layout, chart);
}

static Plotly.NET.Trace ToPlotlyNetTrace(JsonObject json)
{
    var trace = new Plotly.NET.Trace((string)json["type"]);
    CopyToPlotlyNet(json, trace, "type");
    return trace;
}

static void CopyToPlotlyNet(JsonObject json, DynamicObj.DynamicObj target, params string[] except)
{
    foreach (var (name, value) in json)
    {
        if (value is not null && !except.Contains(name))
            target.SetProperty(name, ToPlotlyNetValue(value));
    }
}

static object ToPlotlyNetValue(JsonNode json)
{
    switch (json)
    {
        case null:
            return null;
        case JsonArray array:
            return array.Select(ToPlotlyNetValue).ToArray();
        case JsonObject inner:
            var members = new DynamicObj.DynamicObj();
            CopyToPlotlyNet(inner, members);
            return members;
        case JsonValue value when value.TryGetValue(out string text):
            return text;
        case JsonValue value when value.TryGetValue(out bool truth):
            return truth;
        case JsonValue value when value.TryGetValue(out int whole):
            return whole;
        default:
            return json.GetValue<double>();
    }
}
