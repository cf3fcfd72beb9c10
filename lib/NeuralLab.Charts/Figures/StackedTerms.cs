namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>A sum taken apart: every term as a thin curve, and their sum as a thick one.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="terms">The terms, all over the same X.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <param name="constant">What is added to the sum, such as the output's bias; 0 by default. Drawn as a line if not 0.</param>
    /// <param name="target">The points that the sum should meet; null (the default) for none.</param>
    /// <exception cref="ArgumentException">There is no term, or the terms are not over the same X.</exception>
    public static Figure StackedTerms(string title, IReadOnlyList<Series> terms, Axis x, Axis y, double constant = 0, Series? target = null)
    {
        Check.Some(terms, "term");
        var positions = terms[0].X;
        if (terms.FirstOrDefault(term => !term.X.SequenceEqual(positions)) is { } other)
            throw new ArgumentException($"Expected all terms over the same X, got other X in '{other.Name}'.", nameof(terms));

        var figure = new FigureBuilder(title, x, y);
        if (target is not null)
            figure.Add(Traces.Points(target, Look.Neutral, size: 5, opacity: 0.55));
        for (var index = 0; index < terms.Count; index++)
            figure.Add(Traces.Line(terms[index].FromLeftToRight(), Look.Color(index + 1), width: 1.6));
        if (constant != 0)
            figure.Add(Traces.Line(
                new(FormattableString.Invariant($"constant {constant:G4}"), positions, Values.From(positions.Select(_ => constant))),
                Look.Neutral, width: 1.6, dash: "dot"));
        var sum = new Series("sum", positions, Values.From(positions.Select((_, index) => constant + terms.Sum(term => term.Y[index]))));
        return figure.Add(Traces.Line(sum.FromLeftToRight(), Look.Color(0), width: 4)).Layout(new { showlegend = true })
            .Build($"Terms: {Traces.Names(terms)}; thick: their sum");
    }

    /// <summary>A film of a sum: at each moment its terms as thin curves and the sum as a thick one, with a slider over time and a play button.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="moments">At least two moments, each with the same terms in the same order, and a note.</param>
    /// <param name="x">The horizontal axis with its unit.</param>
    /// <param name="y">The vertical axis with its unit.</param>
    /// <param name="target">The points that the sum should meet; null (the default) for none.</param>
    /// <param name="time">What passes; <c>"epoch"</c> by default.</param>
    /// <exception cref="ArgumentException">There are fewer than two moments, or moments with different numbers of terms.</exception>
    public static Figure StackedTerms(string title, IReadOnlyList<SliderStep> moments, Axis x, Axis y, Series? target = null, string time = "epoch")
    {
        ArgumentNullException.ThrowIfNull(moments);
        Check.Several(moments, "moments");
        foreach (var moment in moments)
            Check.SameCount(moments[0].Curves.Count, moment.Curves.Count, $"as many terms at '{moment.Label}' as at '{moments[0].Label}'", nameof(moments));

        var figure = new FigureBuilder(title, x, y);
        if (target is not null)
            figure.Add(Traces.Points(target, Look.Neutral, size: 5, opacity: 0.55));
        int[] moving = [.. Enumerable.Range(figure.Count, moments[0].Curves.Count + 1)];
        foreach (var trace in TermsAndSum(moments[^1]))
            figure.Add(trace);
        var drawn = moments.SelectMany(moment => moment.Curves.Append(Sum(moment)).SelectMany(curve => curve.Y))
            .Concat(target?.Y ?? [])
            .Where(double.IsFinite)
            .ToArray();
        var space = Math.Max(0.06 * (drawn.Max() - drawn.Min()), 1e-9);
        return figure
            .Layout(new
            {
                showlegend = true,
                annotations = new[] { Note(moments[^1]) },
                yaxis = y.Range is null ? new { range = new[] { drawn.Min() - space, drawn.Max() + 2 * space } } : null,
            })
            .Animate(new Animation($"{time} ", moving,
            [
                .. moments.Select(moment =>
                    new AnimationStep(moment.Label, [.. TermsAndSum(moment)], new { annotations = new[] { Note(moment) } }))
            ]) { StartsAtEnd = true })
            .Layout(new { height = 540 })
            .Build($"Terms: {Traces.Names(moments[0].Curves)}; thick: their sum; {moments.Count} moments from {time} {moments[0].Label} to {moments[^1].Label}");
    }

    static IEnumerable<object> TermsAndSum(SliderStep moment) =>
        moment.Curves.Select((term, index) => Traces.Line(term, Look.Color(index + 1), width: 1.6)).Append(Traces.Line(Sum(moment), Look.Color(0), width: 4));

    static Series Sum(SliderStep moment) =>
        new("sum", moment.Curves[0].X, Values.From(moment.Curves[0].X.Select((_, index) => moment.Curves.Sum(term => term.Y[index]))));
}
