namespace NeuralLab.Charts;

public static partial class Figures
{
    const int FunctionPoints = 201;

    /// <summary>Activation functions as solid curves, their derivatives dashed in the same colour.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="activations">At least one.</param>
    /// <param name="from">The smallest pre-activation; -5 by default.</param>
    /// <param name="to">The largest pre-activation; 5 by default.</param>
    /// <param name="x">The horizontal axis; <c>"pre-activation z"</c> by default.</param>
    /// <param name="y">The vertical axis; <c>"activation a"</c> by default.</param>
    /// <exception cref="ArgumentException">There is no activation, or <paramref name="from"/> is not below <paramref name="to"/>.</exception>
    public static Figure Activations(string title, IReadOnlyList<ActivationCurve> activations, double from = -5, double to = 5, string x = "pre-activation z", string y = "activation a")
    {
        Check.Some(activations, "activation");
        if (!(from < to))
            throw new ArgumentException(FormattableString.Invariant($"Expected from < to, got {from} and {to}."), nameof(from));
        var positions = Values.From(Enumerable.Range(0, FunctionPoints).Select(index => from + (to - from) * index / (FunctionPoints - 1)));
        var figure = new FigureBuilder(title, x, y);
        for (var index = 0; index < activations.Count; index++)
        {
            var (name, value, derivative) = activations[index];
            figure.Add(Traces.Line(new(name, positions, Values.From(positions.Select(value))), Look.Color(index)));
            if (derivative is not null)
                figure.Add(Traces.Line(new($"{name} ′", positions, Values.From(positions.Select(derivative))), Look.Color(index), width: 1.8, dash: "dash"));
        }
        return figure.Layout(new { showlegend = true }).Build($"Functions: {string.Join(", ", activations.Select(each => each.Name))}; dashed: derivatives");
    }
}
