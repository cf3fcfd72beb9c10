using System.Text.Json.Nodes;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts.Tests;

public sealed class TableViewTests
{
    [Theory]
    [InlineData(new[] { 2.1, 2.2, 2.15 }, "2.150 ± 0.050")]
    [InlineData(new[] { 4434.0, 4446.0 }, "4440.0 ± 8.5")]
    [InlineData(new[] { 100.0, 300.0 }, "200 ± 141")]
    [InlineData(new[] { 0.123456 }, "0.1235")]
    [InlineData(new[] { 3.0, 3.0 }, "3 ± 0")]
    [InlineData(new[] { 1e-7, 3e-7 }, "2E-07 ± 1.41E-07")]
    public void Mean_and_deviation_agree_in_their_digits(double[] values, string text) => Assert.Equal(text, Cell.MeanAndDeviation(values).Text);

    [Fact]
    public void A_matrix_shows_its_shape_and_equal_decimals()
    {
        var table = Show.Matrix(Matrix<double>.Build.DenseOfArray(new[,] { { 1.5, -20 }, { 0.25, 3 } }), "W1");
        Assert.Equal("W1 (2 x 2)", table.Title);
        Assert.Equal(["", "1", "2"], table.Columns);
        Assert.Equal(["1", "1.50", "-20.00"], table.Rows[0].Select(cell => cell.Text));
    }

    [Fact]
    public void Of_a_large_matrix_the_first_and_last_rows_and_columns_are_shown()
    {
        var table = Show.Matrix(Matrix<double>.Build.Dense(100, 50, (row, column) => 100 * row + column), "X");
        Assert.Equal("X (100 x 50)", table.Title);
        Assert.Equal(["", "1", "2", "3", "4", "5", "6", "7", "8", "…", "50"], table.Columns);
        Assert.Equal(12, table.Rows.Count);
        Assert.Equal("⋮", table.Rows[10][0].Text);
        Assert.Equal("9949", table.Rows[11][^1].Text);
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_culture_and_highlights_are_kept()
    {
        var cell = Show.Table("t", ["a"], [[new Cell("x").Highlight()], [1234.5]]);
        Assert.Equal("""{"title":"t","columns":["a"],"rowsAreNamed":false,"rows":[[{"text":"x","isNumber":false,"isHighlighted":true}],[{"text":"1234","isNumber":true,"isHighlighted":false}]]}""", cell.ToJson());
        Assert.NotNull(JsonNode.Parse(cell.ToJson()));
    }

    [Fact]
    public void A_row_of_another_width_is_refused_with_its_number() =>
        Assert.StartsWith("Expected one cell per column in row 2 (2), got 1.", Assert.Throws<ArgumentException>(() => Show.Table("t", ["a", "b"], [["1", "2"], ["3"]])).Message, StringComparison.Ordinal);
}
