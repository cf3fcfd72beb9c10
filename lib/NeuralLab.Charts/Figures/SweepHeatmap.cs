using System.Globalization;

namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>A result for every pair of two settings: numbers in the cells, the smallest framed.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="results">Rows x columns; NaN where nothing was tried or training diverged.</param>
    /// <param name="rows">The settings of the rows.</param>
    /// <param name="columns">The settings of the columns.</param>
    /// <param name="x">What the columns change.</param>
    /// <param name="y">What the rows change.</param>
    /// <param name="value">What was measured, with its unit.</param>
    /// <param name="higherIsBetter">False (the default) to frame the smallest result, true for the largest.</param>
    /// <param name="logColors">True to colour by the logarithm, for results that differ by orders of magnitude; false by default.</param>
    /// <param name="bestOfEachRow">True to frame the best result of every row; false (the default) for that of all.</param>
    /// <exception cref="ArgumentException">The names are not one per row and column, or a result is not positive with <paramref name="logColors"/>.</exception>
    public static Figure SweepHeatmap(
        string title, Grid results, IReadOnlyList<string> rows, IReadOnlyList<string> columns, string x, string y, string value,
        bool higherIsBetter = false, bool logColors = false, bool bestOfEachRow = false)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        Check.Text(value, "the name of the result");
        Check.SameCount(results.RowCount, rows.Count, "one name per row", nameof(rows));
        Check.SameCount(results.ColumnCount, columns.Count, "one name per column", nameof(columns));
        if (logColors && results.All.Any(result => result <= 0))
            throw new ArgumentException("Expected positive results for logarithmic colours, got zero or less.", nameof(logColors));

        var known = results.All.Where(double.IsFinite).DefaultIfEmpty(double.NaN).ToArray();
        var best = higherIsBetter ? known.Max() : known.Min();
        var (row, column) = (
            from i in Enumerable.Range(0, results.RowCount)
            from j in Enumerable.Range(0, results.ColumnCount)
            where results[i, j] == best
            select (i, j)).FirstOrDefault();
        var framed = bestOfEachRow
            ? results.Rows
                .Select((each, i) => (Row: i, Column: Array.IndexOf(each, higherIsBetter
                    ? each.Where(double.IsFinite).DefaultIfEmpty().Max()
                    : each.Where(double.IsFinite).DefaultIfEmpty().Min())))
                .Where(cell => cell.Column >= 0)
            : [(row, column)];
        return new FigureBuilder(title, x, y)
            .Add(new
            {
                type = "heatmap",
                x = columns,
                y = rows,
                z = logColors ? results.Rows.Select(each => each.Select(Math.Log10)) : results.Rows.Select(each => each.AsEnumerable()),
                text = results.Rows.Select(each => each.Select(result => Short(result))),
                texttemplate = results.ColumnCount <= 12 ? "%{text}" : null,
                hovertemplate = $"{y} %{{y}}, {x} %{{x}}: %{{text}}<extra></extra>",
                hoverongaps = false,
                colorscale = Look.Sequential,
                reversescale = !higherIsBetter,
                xgap = 2,
                ygap = 2,
                colorbar = Heatmap.Colorbar(logColors ? $"log₁₀ {value}" : value),
            })
            .Layout(new
            {
                height = Math.Clamp(170 + 36 * results.RowCount, 320, 620),
                xaxis = new { type = "category", showgrid = false },
                yaxis = new { type = "category", autorange = "reversed", showgrid = false },
                shapes = framed.Select(cell => new
                {
                    type = "rect",
                    x0 = cell.Column - 0.48,
                    x1 = cell.Column + 0.48,
                    y0 = cell.Row - 0.46,
                    y1 = cell.Row + 0.46,
                    line = new { color = Look.Color(1), width = 3 },
                }),
            })
            .Build(FormattableString.Invariant($"{value} for {results.RowCount} x {results.ColumnCount} settings; best {best:G4} at {y} {rows[row]}, {x} {columns[column]}{(bestOfEachRow ? "; the best of each row framed" : " (framed)")}"));
    }

    // Three digits, and no exponent where the number is readable without one.
    static string Short(double result) =>
        !double.IsFinite(result) ? "–" : result.ToString(Math.Abs(result) is >= 100 and < 1e6 ? "F0" : "G3", CultureInfo.InvariantCulture);
}
