namespace NeuralLab.Charts;

/// <summary>Matrices as coloured cells.</summary>
static class Heatmap
{
    /// <summary>Weights on a scale symmetric around zero, rows and columns counted from 1.</summary>
    public static object Weights(Grid weights, double magnitude) => new
    {
        type = "heatmap",
        z = weights.Rows,
        x = Enumerable.Range(1, weights.ColumnCount),
        y = Enumerable.Range(1, weights.RowCount),
        zmin = -magnitude,
        zmax = magnitude,
        colorscale = Look.Diverging,
        colorbar = Colorbar("weight"),
        texttemplate = weights.RowCount <= 12 && weights.ColumnCount <= 12 ? "%{z:.2f}" : null,
        xgap = weights.ColumnCount <= 30 ? 1 : 0,
        ygap = weights.RowCount <= 30 ? 1 : 0,
        hovertemplate = "row %{y}, column %{x}: %{z:.4g}<extra></extra>",
    };

    /// <summary>Axes that count rows downwards and columns to the right, without half steps.</summary>
    public static object Counted(Grid grid) => new
    {
        height = Math.Clamp(150 + 32 * grid.RowCount, 300, 520),
        xaxis = new { dtick = grid.ColumnCount <= 12 ? 1 : (int?)null, showgrid = false, zeroline = false },
        yaxis = new { dtick = grid.RowCount <= 12 ? 1 : (int?)null, autorange = "reversed", showgrid = false, zeroline = false },
    };

    /// <summary>The scale of colours beside the figure; height is its part of the figure's height, null for all of it.</summary>
    public static object Colorbar(string title, string? format = null, double[]? ticks = null, (double From, double To)? height = null) => new
    {
        len = height?.To - height?.From,
        y = height?.From,
        yanchor = height is null ? null : "bottom",
        title = new { text = InTwoLines(title), side = "top" },
        tickformat = format,
        tickvals = ticks,
        thickness = 14,
        outlinewidth = 0,
        xpad = 4,
    };

    // A long name on one line would take the width from the figure.
    static string InTwoLines(string title)
    {
        var spaces = Enumerable.Range(0, title.Length).Where(index => title[index] == ' ').ToArray();
        if (title.Length <= 9 || spaces.Length == 0)
            return title;
        var middle = spaces.MinBy(index => Math.Abs(index - title.Length / 2));
        return $"{title[..middle]}<br>{title[(middle + 1)..]}<br>\u00a0";
    }
}
