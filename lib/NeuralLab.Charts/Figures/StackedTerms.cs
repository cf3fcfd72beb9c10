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
            figure.Add(Traces.Line(new(FormattableString.Invariant($"constant {constant:G4}"), positions, Values.From(positions.Select(_ => constant))), Look.Neutral, width: 1.6, dash: "dot"));
        var sum = new Series("sum", positions, Values.From(positions.Select((_, index) => constant + terms.Sum(term => term.Y[index]))));
        return figure.Add(Traces.Line(sum.FromLeftToRight(), Look.Color(0), width: 4)).Layout(new { showlegend = true })
            .Build($"Terms: {Traces.Names(terms)}; thick: their sum");
    }
}
