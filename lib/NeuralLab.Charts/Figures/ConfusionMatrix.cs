using System.Globalization;

namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// How often each true class was given each predicted class: counts in the cells, shares of the true class as colours,
    /// so that a rare class is as visible as a frequent one.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="counts">True classes x predicted classes.</param>
    /// <param name="classes">The names of the classes; null (the default) for 0, 1, 2...</param>
    /// <exception cref="ArgumentException">The matrix is not square, or the names are not one per class.</exception>
    public static Figure ConfusionMatrix(string title, Grid counts, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(counts);
        Check.SameCount(counts.RowCount, counts.ColumnCount, "as many predicted as true classes", nameof(counts));
        var names = classes ?? [.. Enumerable.Range(0, counts.RowCount).Select(index => FormattableString.Invariant($"{index}"))];
        Check.SameCount(counts.RowCount, names.Count, "one name per class", nameof(classes));
        var shares = counts.Rows.Select(row => row.Select(count => row.Sum() > 0 ? count / row.Sum() : 0));
        var right = Enumerable.Range(0, counts.RowCount).Sum(index => counts[index, index]);
        return new FigureBuilder(title, "predicted class", "true class")
            .Add(new
            {
                type = "heatmap",
                x = names,
                y = names,
                z = shares,
                text = counts.Rows.Select(row => row.Select(count => count.ToString("N0", CultureInfo.InvariantCulture))),
                zmin = 0,
                zmax = 1,
                colorscale = Look.Sequential,
                texttemplate = counts.RowCount <= 12 ? "%{text}" : null,
                hovertemplate = "true %{y}, predicted %{x}: %{text} (%{z:.1%})<extra></extra>",
                xgap = 1,
                ygap = 1,
                colorbar = Heatmap.Colorbar("share of true class", ".0%", [0, 0.25, 0.5, 0.75]),
            })
            .Layout(new
            {
                height = Math.Clamp(200 + 40 * counts.RowCount, 320, 560),
                xaxis = new { type = "category", showgrid = false, tickangle = names.All(name => name.Length <= 3) ? 0 : (int?)null },
                yaxis = new { type = "category", autorange = "reversed", showgrid = false },
            })
            .Build(FormattableString.Invariant($"{counts.RowCount} classes, {right:N0} of {counts.All.Sum():N0} samples on the diagonal"));
    }
}
