using Microsoft.FSharp.Collections;

namespace Plotly.NET.CSharp;

public readonly struct Optional<T>
{
    Optional(T value) => (Value, IsSome) = (value, true);

    public T Value { get; }

    public bool IsSome { get; }

    public static implicit operator Optional<T>(T value) => new(value);
}

public static class Chart
{
    public static GenericChart Line<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, Optional<bool> ShowMarkers = default, Optional<string> Name = default)
        where XType : IConvertible where YType : IConvertible where TextType : IConvertible =>
        Scatter(x, y, ShowMarkers is { IsSome: true, Value: true } ? "lines+markers" : "lines", Name);

    public static GenericChart Point<XType, YType, TextType>(IEnumerable<XType> x, IEnumerable<YType> y, Optional<string> Name = default)
        where XType : IConvertible where YType : IConvertible where TextType : IConvertible =>
        Scatter(x, y, "markers", Name);

    public static GenericChart Combine(IEnumerable<GenericChart> gCharts) => GenericChart.combine(gCharts);

    static GenericChart Scatter<XType, YType>(IEnumerable<XType> x, IEnumerable<YType> y, string mode, Optional<string> name)
    {
        var trace = new Trace("scatter");
        trace.SetProperty("x", x.ToArray());
        trace.SetProperty("y", y.ToArray());
        trace.SetProperty("mode", mode);
        if (name.IsSome)
            trace.SetProperty("name", name.Value);
        return GenericChart.ofTraceObjects(true, ListModule.OfSeq([trace]));
    }
}

/// <summary>The only place of these methods: without <c>using Plotly.NET.CSharp;</c> a chart does not have them.</summary>
public static class GenericChartExtensions
{
    public static GenericChart WithXAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart, Optional<string> TitleText = default, Optional<StyleParam.AxisType> AxisType = default)
        where MinType : IConvertible where MaxType : IConvertible where CategoryArrayType : IConvertible =>
        WithAxis(gChart, "xaxis", TitleText, AxisType);

    public static GenericChart WithYAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart, Optional<string> TitleText = default, Optional<StyleParam.AxisType> AxisType = default)
        where MinType : IConvertible where MaxType : IConvertible where CategoryArrayType : IConvertible =>
        WithAxis(gChart, "yaxis", TitleText, AxisType);

    public static FSharpList<Trace> GetTraces(this GenericChart gChart) => GenericChart.getTraces(gChart);

    public static Layout GetLayout(this GenericChart gChart) => GenericChart.getLayout(gChart);

    static GenericChart WithAxis(GenericChart chart, string name, Optional<string> title, Optional<StyleParam.AxisType> type)
    {
        var layout = GenericChart.getLayout(chart);
        var axis = layout.Property(name) as DynamicObj.DynamicObj ?? new();
        if (title.IsSome)
        {
            var text = new DynamicObj.DynamicObj();
            text.SetProperty("text", title.Value);
            axis.SetProperty("title", text);
        }
        if (type.IsSome)
            axis.SetProperty("type", type.Value.Name);
        layout.SetProperty(name, axis);
        return GenericChart.setLayout(layout, chart);
    }
}
