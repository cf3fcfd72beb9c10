using System.Globalization;
using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// A CSV file of numbers, read strictly: UTF-8 (with or without byte order mark), LF or CRLF, a first line of distinct column names,
/// then in every line one finite number per column, with a decimal point, separated by commas. Any field may stand in double quotes.
/// Nothing is guessed, skipped or filled in: whatever else the file holds is a <see cref="CsvFormatException"/>.
/// </summary>
public sealed class CsvTable
{
    const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>More columns than any table of this library's kind has.</summary>
    const int MostColumns = 100_000;

    /// <summary>Enough for that many columns, and little enough to be held.</summary>
    const int LongestLine = 1 << 24;

    /// <summary>1 GiB of numbers.</summary>
    const long MostNumbers = 1L << 27;

    readonly string[] columnNames;
    readonly List<double[]> rows = [];

    CsvTable(string file, string[] columnNames) => (File, this.columnNames) = (file, columnNames);

    /// <summary>The file's path or name.</summary>
    public string File { get; }

    /// <summary>The names in the first line, all different.</summary>
    public IReadOnlyList<string> ColumnNames => columnNames;

    /// <summary>Number of lines below the first, at least 1.</summary>
    public int RowCount => rows.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <exception cref="DataNotFoundException">It is not there.</exception>
    /// <exception cref="CsvFormatException">It is not what it should be.</exception>
    public static CsvTable Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!System.IO.File.Exists(path)) throw new DataNotFoundException(path, "check the name");
        UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
        using var reader = new StreamReader(path, strict, detectEncodingFromByteOrderMarks: false);
        return Parse(reader, path);
    }

    /// <summary>Reads what a text reader gives.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="CsvFormatException">The text is not what it should be.</exception>
    public static CsvTable Parse(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        LineReader lines = new(reader, LongestLine);
        try
        {
            var table = new CsvTable(name, Header(lines.Read(), name));
            while (lines.Read() is { } text)
            {
                if ((long)table.RowCount * table.columnNames.Length >= MostNumbers)
                    throw new CsvFormatException(name, lines.Number, 0, $"expected at most {MostNumbers} numbers, the file goes on.");
                table.rows.Add(table.Row(text, lines.Number));
            }
            return table.RowCount > 0
                ? table
                : throw new CsvFormatException(name, 2, 0, "expected numbers below the column names, got no more lines.");
        }
        catch (DecoderFallbackException failure)
        {
            throw new DataException($"{name}: expected UTF-8, got bytes that are not: {failure.Message}", failure);
        }
        catch (InvalidDataException failure)
        {
            throw new CsvFormatException(name, lines.Number + 1, 0, $"expected numbers and commas, but {failure.Message}.");
        }
    }

    /// <summary>One column's numbers, one per row.</summary>
    /// <param name="columnName">A name in <see cref="ColumnNames"/>, exactly.</param>
    /// <exception cref="DataException">There is no such column.</exception>
    public double[] Column(string columnName)
    {
        int position = Position(columnName);
        return [.. rows.Select(row => row[position])];
    }

    /// <summary>Some columns' numbers as a matrix, columns x rows: features x samples.</summary>
    /// <param name="names">Names in <see cref="ColumnNames"/>, exactly; at least one.</param>
    /// <exception cref="DataException">There is no such column.</exception>
    public Matrix<double> Matrix(params IReadOnlyList<string> names)
    {
        int[] positions = [.. names.Select(Position)];
        return Matrix<double>.Build.Dense(positions.Length, RowCount, (column, row) => rows[row][positions[column]]);
    }

    /// <summary>One column's numbers as class labels.</summary>
    /// <param name="columnName">A name in <see cref="ColumnNames"/>, exactly.</param>
    /// <param name="classCount">Labels are whole numbers of 0 .. <paramref name="classCount"/> - 1.</param>
    /// <exception cref="DataException">There is no such column.</exception>
    /// <exception cref="CsvFormatException">A number is not a class.</exception>
    public int[] Labels(string columnName, int classCount)
    {
        int position = Position(columnName);
        return [.. rows.Select((row, index) => row[position] is var value && value >= 0 && value < classCount && value == Math.Floor(value)
            ? (int)value
            : throw new CsvFormatException(
                File, index + 2, position + 1, $"expected a class of 0 .. {classCount - 1}, got {Matrices.Text(value)}."))];
    }

    int Position(string columnName)
    {
        int position = Array.IndexOf(columnNames, columnName);
        return position >= 0
            ? position
            : throw new DataException($"{File}: there is no column '{columnName}'; its columns are {Names()}.");
    }

    /// <summary>The names, as far as somebody reads them.</summary>
    string Names() => string.Join(", ", columnNames.Take(20)) + (columnNames.Length > 20 ? ", ..." : "");

    static string[] Header(string? text, string file)
    {
        if (string.IsNullOrEmpty(text))
            throw new CsvFormatException(file, 1, 0, "expected column names, got an empty " + (text is null ? "file." : "line."));
        string[] names = [.. CsvLine.Split(text, file, 1)];
        if (names.Length > MostColumns)
            throw new CsvFormatException(file, 1, 0, $"expected at most {MostColumns} columns, got {names.Length}.");
        HashSet<string> known = [];
        for (int column = 0; column < names.Length; column++)
        {
            if (string.IsNullOrWhiteSpace(names[column]))
                throw new CsvFormatException(file, 1, column + 1, "expected a column name, got an empty field.");
            if (!known.Add(names[column]))
                throw new CsvFormatException(file, 1, column + 1, $"the column name '{names[column]}' is there twice.");
        }
        if (names.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            throw new CsvFormatException(file, 1, 0, "expected column names, got numbers only: is the header missing?");
        return names;
    }

    double[] Row(string text, int line)
    {
        var fields = CsvLine.Split(text, File, line);
        if (fields.Count != columnNames.Length)
            throw new CsvFormatException(File, line, 0, $"expected {columnNames.Length} fields ({Names()}), got "
                + (text.Length == 0 ? "an empty line" : $"{fields.Count}")
                + (fields.Count > columnNames.Length ? ": were decimal commas used? Numbers need a point." : "."));
        double[] row = new double[fields.Count];
        for (int column = 0; column < row.Length; column++)
        {
            string field = fields[column];
            // TryParse takes trailing NUL characters for nothing; a file with them was damaged.
            bool isNumber = double.TryParse(field, Number, CultureInfo.InvariantCulture, out row[column]) && !field.Contains('\0');
            if (isNumber && double.IsFinite(row[column])) continue;
            throw new CsvFormatException(File, line, column + 1,
                $"expected a finite number with a decimal point for '{columnNames[column]}', got "
                + (field.Length == 0 ? "an empty field." : $"'{(field.Length <= 40 ? field : field[..40] + "...")}'."));
        }
        return row;
    }
}
