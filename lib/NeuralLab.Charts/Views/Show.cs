using System.Globalization;

namespace NeuralLab.Charts;

/// <summary>Shows matrices and results as tables in a notebook.</summary>
public static class Show
{
    const int MostRows = 12;
    const int MostColumns = 10;

    /// <summary>A table of results.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="columns">The names of the columns with their units.</param>
    /// <param name="rows">One cell per column each; texts and numbers convert by themselves.</param>
    /// <exception cref="ArgumentException">The title is empty, there is no column, or a row has not one cell per column.</exception>
    public static TableView Table(string title, IReadOnlyList<string> columns, IReadOnlyList<IReadOnlyList<Cell>> rows) => new(title, columns, rows);

    /// <summary>A table with a row for each item.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="columns">The names of the columns with their units.</param>
    /// <param name="items">What the rows are about.</param>
    /// <param name="row">From an item to its cells, one for each column: <c>set => [set.Name, set.Count]</c>.</param>
    /// <exception cref="ArgumentException">The title is empty, there is no column, or a row has not one cell per column.</exception>
    public static TableView Table<TItem>(string title, IReadOnlyList<string> columns, IEnumerable<TItem> items, Func<TItem, Cell[]> row) =>
        new(title, columns, [.. items.Select(row)]);

    /// <summary>Sentences that carry computed numbers, shown as text among the text.</summary>
    /// <param name="markdown">
    /// Paragraphs with an empty line between them; a paragraph whose lines begin with <c>- </c> is a list. <c>**bold**</c>,
    /// <c>*emphasis*</c> and code between backquotes are marked; everything else is shown as it is, HTML included.
    /// </param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static TextView Text(string markdown) => new(markdown);

    /// <summary>A matrix with its shape. Of a large one the first and last rows and columns are shown.</summary>
    /// <param name="matrix">Any matrix or array of numbers.</param>
    /// <param name="name">What it is called, such as <c>"W1"</c>; the shape is added.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static TableView Matrix(Grid matrix, string name)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Check.Text(name, "the name of the matrix");
        var rows = Shown(matrix.RowCount, MostRows);
        var columns = Shown(matrix.ColumnCount, MostColumns);
        var format = Format(matrix);
        return new(
            $"{name} ({matrix.RowCount} x {matrix.ColumnCount})",
            ["", .. columns.Select(column => column is { } index ? Count(index) : "…")],
            [.. rows.Select(row => (IReadOnlyList<Cell>)
            [
                new Cell(row is { } index ? Count(index) : "⋮", IsNumber: true),
                .. columns.Select(column =>
                    row is { } i && column is { } j ? Cell.Number(matrix[i, j], format) : new Cell(row is null ? "⋮" : "…", IsNumber: true)),
            ])],
            rowsAreNamed: true);
    }

    static string Count(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    // Null stands for what is left out.
    static int?[] Shown(int count, int most) =>
        count <= most ? [.. Enumerable.Range(0, count)] : [.. Enumerable.Range(0, most - 2), null, count - 1];

    // One number of decimals for the whole matrix lets the eye compare; very large and very small numbers need an exponent.
    static string Format(Grid matrix) =>
        matrix.All.All(number => number == Math.Floor(number) && Math.Abs(number) < 1e9) ? "F0"
        : matrix.Magnitude is >= 1e-3 and < 1e5 ? $"F{Math.Clamp(3 - (int)Math.Floor(Math.Log10(matrix.Magnitude)), 1, 6)}"
        : "E2";
}
