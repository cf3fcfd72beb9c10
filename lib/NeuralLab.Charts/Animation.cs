using System.Text.Json.Nodes;

namespace NeuralLab.Charts;

/// <summary>One state of a figure that moves.</summary>
/// <param name="Label">What the slider calls it.</param>
/// <param name="Data">The traces that change, in the order of the animation's traces.</param>
/// <param name="Layout">Changes of the layout, such as a number that is shown; null for none.</param>
sealed record AnimationStep(string Label, object[] Data, object? Layout = null);

/// <summary>States of a figure, a slider over them and, where time passes, buttons that play and pause.</summary>
/// <param name="prefix">What stands before the label of the state shown: <c>"epoch "</c>.</param>
/// <param name="traces">Positions of the traces that change.</param>
/// <param name="steps">The states, one of which the figure shows already.</param>
sealed class Animation(string prefix, int[] traces, IReadOnlyList<AnimationStep> steps)
{
    /// <summary>True (the default) for buttons that play and pause; false where the slider is a setting, not time.</summary>
    public bool Plays { get; init; } = true;

    /// <summary>How long each state is seen while it plays; 180 by default.</summary>
    public int MillisecondsPerStep { get; init; } = 180;

    /// <summary>True where the figure shows the last state until it is played; default false.</summary>
    public bool StartsAtEnd { get; init; }

    /// <summary>The state that the figure shows before anybody moves the slider, unless it starts at the end; 0 by default.</summary>
    public int First { get; init; }

    public JsonArray Frames() => [.. steps.Select((step, index) => Json.Node(new { name = Name(index), data = step.Data, traces, layout = step.Layout }))];

    public object Controls() => new
    {
        height = 500,
        // The slider has the place below the figure, so the legend goes above it.
        template = new { layout = new { legend = new { y = 1, yref = "paper", yanchor = "bottom" } } },
        margin = new { t = 68 },
        sliders = new[]
        {
            new
            {
                active = StartsAtEnd ? steps.Count - 1 : First,
                x = Plays ? 0.02 : 0,
                len = Plays ? 0.98 : 1,
                pad = new { t = Plays ? 92 : 56, b = 8 },
                currentvalue = new { prefix, visible = true, xanchor = Plays ? "right" : "left" },
                transition = new { duration = 0 },
                bgcolor = Look.Faint,
                bordercolor = Look.Faint,
                tickcolor = Look.Neutral,
                ticklen = 4,
                steps = steps.Select((step, index) => new { label = step.Label, method = "animate", args = new object[] { new[] { Name(index) }, Immediately } }),
            },
        },
        updatemenus = Plays ? new[]
        {
            new
            {
                type = "buttons",
                direction = "left",
                showactive = false,
                x = 0,
                xanchor = "left",
                y = 0,
                yanchor = "top",
                pad = new { t = 56, l = 0 },
                bgcolor = "rgba(0,0,0,0)",
                bordercolor = Look.Neutral,
                buttons = new object[]
                {
                    new { label = "Play", method = "animate", args = new object?[] { null, Play } },
                    new { label = "Pause", method = "animate", args = new object?[] { new object?[] { null }, Immediately } },
                },
            },
        } : null,
    };

    static object Immediately => new { mode = "immediate", frame = new { duration = 0, redraw = true }, transition = new { duration = 0 } };

    object Play => new { mode = "immediate", fromcurrent = true, frame = new { duration = MillisecondsPerStep, redraw = true }, transition = new { duration = 0 } };

    static string Name(int index) => FormattableString.Invariant($"step {index}");
}
