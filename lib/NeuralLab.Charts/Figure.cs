using System.Text.Json.Nodes;
using NeuralLab.Web;

namespace NeuralLab.Charts;

/// <summary>
/// A chart as data and layout in Plotly's schema. <see cref="Figures"/> builds them; a notebook shows one as the value of
/// a cell or with <c>figure.Display()</c>.
/// </summary>
[TypeFormatterSource(typeof(FigureFormatterSource))]
public sealed class Figure : IShownInNotebooks
{
    /// <summary>The MIME type of <see cref="ToJson"/>, which JupyterLab and VS Code draw without a script.</summary>
    public const string MimeType = FigureTypes.Figure;

    internal Figure(string title, string summary, JsonArray data, JsonObject layout, JsonArray frames)
    {
        Title = title;
        Summary = summary;
        Data = data;
        Layout = layout;
        Frames = frames;
    }

    /// <summary>What the figure shows, in a few words.</summary>
    public string Title { get; }

    /// <summary>Axes and series in one line of plain text: what a reader without a screen or a script gets.</summary>
    public string Summary { get; }

    /// <summary>The figure's message, shown below it; empty by default.</summary>
    public string Caption { get; private init; } = "";

    /// <summary>Plotly's traces.</summary>
    public JsonArray Data { get; }

    /// <summary>Plotly's layout.</summary>
    public JsonObject Layout { get; }

    /// <summary>Plotly's animation frames; empty where nothing moves.</summary>
    public JsonArray Frames { get; }

    /// <summary>
    /// Plotly's configuration: as wide as the page, without the buttons and the logo that no lab needs,
    /// and without the one that uploads the figure.
    /// </summary>
    public JsonObject Config { get; } = new()
    {
        ["responsive"] = true,
        ["displaylogo"] = false,
        ["showSendToCloud"] = false,
        ["plotlyServerURL"] = "",
        ["modeBarButtonsToRemove"] = new JsonArray("select2d", "lasso2d", "autoScale2d"),
    };

    /// <summary>The same figure with its message below it.</summary>
    /// <param name="caption">One or two sentences in plain text: what to see in the figure.</param>
    public Figure WithCaption(string caption) => new(Title, Summary, Data, Layout, Frames) { Caption = Check.Text(caption, "a caption") };

    /// <summary>The same figure with a shaded band over its whole height, under the data: where something holds that the data do not show.</summary>
    /// <param name="from">Where the band begins on a linear x axis.</param>
    /// <param name="to">Where it ends; more than <paramref name="from"/>.</param>
    /// <param name="name">What it stands for, written at its upper end.</param>
    /// <exception cref="ArgumentException">The band is empty or not finite, or has no name.</exception>
    public Figure WithBand(double from, double to, string name)
    {
        if (!double.IsFinite(from) || !double.IsFinite(to) || from >= to)
            throw new ArgumentException(FormattableString.Invariant($"Expected a band from a smaller to a larger number, got {from} to {to}."), nameof(to));
        var layout = Layout.DeepClone().AsObject();
        layout["shapes"] ??= new JsonArray();
        layout["shapes"]!.AsArray().Add(Json.Node(new
        {
            type = "rect",
            x0 = from,
            x1 = to,
            yref = "paper",
            y0 = 0,
            y1 = 1,
            layer = "below",
            line = new { width = 0 },
            fillcolor = Look.Faint,
            label = new { text = Check.Text(name, "what the band stands for"), textposition = "top center", font = new { color = Look.Neutral } },
        }));
        var summary = FormattableString.Invariant($"{Summary} Shaded: {name}, from {from:G4} to {to:G4}.");
        return new(Title, summary, Data, layout, Frames) { Caption = Caption };
    }

    /// <summary>The figure as one JSON object with <c>data</c>, <c>layout</c>, <c>frames</c> and <c>config</c>.</summary>
    public string ToJson()
    {
        var layout = Layout.DeepClone().AsObject();
        layout["meta"]!["summary"] = Summary;
        layout["meta"]!["caption"] = Caption;
        var figure = new JsonObject { ["data"] = Data.DeepClone(), ["layout"] = layout, ["frames"] = Frames.DeepClone(), ["config"] = Config.DeepClone() };
        return figure.ToJsonString(Json.Options);
    }

    /// <summary>
    /// A fragment of HTML that draws the figure with plotly.js: the page's own, else <c>plotly.min.js</c> beside the
    /// notebook, else the public CDN. Without a script it says title, axes and series as text.
    /// </summary>
    public string ToHtml() => FigureFragment.Of(Title, Summary, Caption, ToJson());

    /// <summary>Title, summary and caption in one line.</summary>
    public override string ToString() => $"{Title}. {Summary}{(Caption.Length > 0 ? $" {Caption}" : "")}".ReplaceLineEndings(" ");
}
