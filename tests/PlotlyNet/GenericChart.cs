using System.Text.Json.Nodes;
using Microsoft.FSharp.Collections;

namespace Plotly.NET;

public class Trace : DynamicObj.DynamicObj
{
    public Trace(string traceTypeName) => SetProperty("type", traceTypeName);
}

public class Layout : DynamicObj.DynamicObj;

public static class StyleParam
{
    public sealed class AxisType
    {
        AxisType(string name) => Name = name;

        public static AxisType Auto { get; } = new("-");

        public static AxisType Linear { get; } = new("linear");

        public static AxisType Log { get; } = new("log");

        internal string Name { get; }
    }
}

/// <summary>The F# side's functions: with both namespaces imported, the name alone is ambiguous.</summary>
public class Chart;

[AttributeUsage(AttributeTargets.Class)]
sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;
}

/// <summary>From 6.0.0 on charts name formatters of their own, made by .NET Interactive in a way of its own.</summary>
sealed class GenericChartFormatterSource
{
    GenericChartFormatterSource(string _)
    {
    }
}

/// <summary>An F# union: a chart is one of its cases.</summary>
[TypeFormatterSource(typeof(GenericChartFormatterSource))]
public abstract class GenericChart
{
    internal Layout Layout { get; private init; } = new();

    internal abstract IReadOnlyList<Trace> Traces { get; }

    public static GenericChart ofTraceObjects(bool useDefaults, FSharpList<Trace> traces) =>
        traces.Length == 1 ? new Chart(traces.Head) { Layout = new() } : new MultiChart([.. traces]) { Layout = new() };

    public static GenericChart setLayout(Layout layout, GenericChart gChart) => gChart switch
    {
        Chart one => new Chart(one.Traces[0]) { Layout = layout },
        _ => new MultiChart(gChart.Traces) { Layout = layout },
    };

    public static FSharpList<Trace> getTraces(GenericChart gChart) => ListModule.OfSeq(gChart.Traces);

    public static Layout getLayout(GenericChart gChart) => gChart.Layout;

    public static GenericChart combine(IEnumerable<GenericChart> gCharts)
    {
        var all = gCharts.ToArray();
        return new MultiChart([.. all.SelectMany(chart => chart.Traces)]) { Layout = all[0].Layout };
    }

    public static string toFigureJson(GenericChart gChart) => new JsonObject
    {
        ["data"] = new JsonArray([.. gChart.Traces.Select(trace => trace.ToJson())]),
        ["layout"] = gChart.Layout.ToJson(),
        ["frames"] = new JsonArray(),
    }.ToJsonString();

    public sealed class Chart : GenericChart
    {
        internal Chart(Trace trace) => Traces = [trace];

        internal override IReadOnlyList<Trace> Traces { get; }
    }

    public sealed class MultiChart : GenericChart
    {
        internal MultiChart(IReadOnlyList<Trace> traces) => Traces = traces;

        internal override IReadOnlyList<Trace> Traces { get; }
    }
}
