using System.Text.Json.Nodes;

namespace NeuralLab.Charts;

/// <summary>Collects traces and layout; no figure leaves it without a title and two named axes.</summary>
sealed class FigureBuilder
{
    // Plotly's own choice for two decades writes digits over each other.
    const int MostLogTicks = 6;

    readonly string title;
    readonly string axes;
    readonly JsonArray data = [];
    readonly JsonObject layout;
    JsonArray frames = [];

    public FigureBuilder(string title, Axis x, Axis y)
        : this(title, Checked(x, nameof(x)).ToLayout(), Checked(y, nameof(y)).ToLayout(mostTicks: y.IsLog ? MostLogTicks : null), $"x: {x.Description}; y: {y.Description}. ")
    {
    }

    FigureBuilder(string title, object x, object y, string axes)
    {
        this.title = Check.Text(title, "a title");
        this.axes = axes;
        layout = Json.Object(new
        {
            template = Look.Template(),
            title = new { text = title },
            xaxis = x,
            yaxis = y,
            height = 420,
            margin = new { l = 56, r = 16, t = 44, b = 48 },
            meta = new { },
        });
    }

    /// <summary>A picture rather than a diagram: positions in it measure nothing, so it has no axes to name.</summary>
    public static FigureBuilder Picture(string title) => new(title, new { visible = false }, new { visible = false }, "");

    /// <summary>The number of traces so far.</summary>
    public int Count => data.Count;

    /// <summary>Adds a trace: an anonymous object in Plotly's schema.</summary>
    public FigureBuilder Add(object trace)
    {
        data.Add(Json.Node(trace));
        return this;
    }

    /// <summary>Changes the layout: members of an anonymous object replace or extend those of the layout.</summary>
    public FigureBuilder Layout(object changes)
    {
        Merge(layout, Json.Object(changes));
        return this;
    }

    /// <summary>Keeps proportions: the figure is lower on a narrow page, by this share of the width and a constant number of pixels around it.</summary>
    public FigureBuilder Proportions(double heightOverWidth, int around) => Layout(new { meta = new { aspect = heightOverWidth, around } });

    /// <summary>Makes the figure move.</summary>
    public FigureBuilder Animate(Animation animation)
    {
        frames = animation.Frames();
        return Layout(animation.Controls());
    }

    /// <summary>The finished figure.</summary>
    /// <param name="content">What is drawn, in a few words of plain text.</param>
    public Figure Build(string content) => new(title, $"{axes}{content}.", data, layout, frames);

    static Axis Checked(Axis axis, string argument) => axis ?? throw new ArgumentNullException(argument);

    static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (key, value) in changes.ToArray())
        {
            changes.Remove(key);
            if (value is JsonObject inner && target[key] is JsonObject existing)
                Merge(existing, inner);
            else
                target[key] = value;
        }
    }
}
