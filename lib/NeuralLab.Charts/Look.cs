using System.Text.Json.Nodes;

namespace NeuralLab.Charts;

/// <summary>
/// The look of every figure: colours that people with colour-blindness tell apart, at least 3:1 in contrast on white and
/// on a dark page, and greys that read on both.
/// </summary>
public static class Look
{
    /// <summary>After Okabe and Ito (2008), "Color Universal Design"; the light ones darkened to be seen on white.</summary>
    public static IReadOnlyList<string> Palette { get; } = ["#0072B2", "#D55E00", "#009E73", "#C46A9B", "#B58300", "#3A93C8", "#8A7F73"];

    /// <summary>For what belongs to the page rather than to the data; scripts replace it by the page's text colour.</summary>
    public const string Neutral = "#808080";

    /// <summary>Lines that must not compete with the data.</summary>
    public const string Faint = "rgba(128,128,128,0.25)";

    /// <summary>From low to high: cividis, which looks the same to most kinds of colour vision.</summary>
    public const string Sequential = "Cividis";

    /// <summary><see cref="Sequential"/> under a veil, for a ground on which something is drawn. It is light on dark pages too.</summary>
    public static object PaleSequential { get; } = new object[]
    {
        new object[] { 0, "#99A6B8" }, new object[] { 0.31, "#B7BBC4" }, new object[] { 0.5, "#CBCAC9" }, new object[] { 0.77, "#E4DFC6" }, new object[] { 1, "#FFF6B5" },
    };

    /// <summary>For marks on <see cref="PaleSequential"/>.</summary>
    public const string Ink = "#222222";

    /// <summary>A second way to tell series apart: by symbol.</summary>
    public static IReadOnlyList<string> Symbols { get; } = ["circle", "diamond", "square", "triangle-up", "cross", "star", "x"];

    /// <summary>Negative, zero, positive: vermillion to white to blue.</summary>
    public static object Diverging { get; } = new object[]
    {
        new object[] { 0, "#B04A00" }, new object[] { 0.25, "#EE9A5C" }, new object[] { 0.5, "#F4F1EC" },
        new object[] { 0.75, "#62A8D6" }, new object[] { 1, "#00568A" },
    };

    /// <summary>The colour of the series at this position.</summary>
    public static string Color(int index) => Palette[index % Palette.Count];

    /// <summary>The symbol of the series at this position.</summary>
    public static string Symbol(int index) => Symbols[index % Symbols.Count];

    /// <summary>A colour of the palette, see-through.</summary>
    public static string Fade(string color, double opacity) =>
        FormattableString.Invariant($"rgba({Convert.ToInt32(color[1..3], 16)},{Convert.ToInt32(color[3..5], 16)},{Convert.ToInt32(color[5..7], 16)},{opacity})");

    /// <summary>Plotly's template: what every layout starts from.</summary>
    public static JsonObject Template()
    {
        var axis = new
        {
            gridcolor = Faint, linecolor = Neutral, zerolinecolor = "rgba(128,128,128,0.5)", showline = true, ticks = "outside",
            tickcolor = Neutral, exponentformat = "power", title = new { font = new { size = 13 } }
        };
        return Json.Object(new
        {
            layout = new
            {
                colorway = Palette,
                paper_bgcolor = "rgba(0,0,0,0)",
                plot_bgcolor = "rgba(0,0,0,0)",
                font = new { family = "system-ui, 'Segoe UI', sans-serif", size = 12, color = Neutral },
                title = new { font = new { size = 16 }, x = 0, xref = "container", xanchor = "left", y = 1, yref = "container", yanchor = "top", pad = new { l = 12, t = 10 } },
                xaxis = axis,
                yaxis = axis,
                hovermode = "closest",
                modebar = new { bgcolor = "rgba(0,0,0,0)", color = Neutral, activecolor = Palette[0] },
                legend = new { orientation = "h", x = 0, xanchor = "left", y = 0, yref = "container", yanchor = "bottom", bgcolor = "rgba(0,0,0,0)" },
            },
        });
    }
}
