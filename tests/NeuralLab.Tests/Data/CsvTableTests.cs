using System.Globalization;
using System.Text;

namespace NeuralLab.Tests;

public class CsvTableTests
{
    static CsvTable Parse(string text) => CsvTable.Parse(new StringReader(text), "set.csv");

    [Fact]
    public void Numbers_are_read_by_column()
    {
        var table = Parse("x,y\n1,-2.5\n3e2,4\n");
        Assert.Equal(["x", "y"], table.ColumnNames);
        Assert.Equal([1, 300], table.Column("x"));
        Assert.Equal([-2.5, 4], table.Column("y"));
        Assert.Equal([-2.5, 1, 4, 300], table.Matrix("y", "x").ToColumnMajorArray());
    }

    [Theory]
    [InlineData("x,y\r\n1,2\r\n")]
    [InlineData("x,y\n1,2")]
    [InlineData("\"x\",\"y\"\n\"1\",2\n")]
    [InlineData("x,y\n 1 , 2 \n")]
    public void Line_ends_quotes_and_spaces_around_numbers_do_not_matter(string text)
    {
        var table = Parse(text);
        Assert.Equal(["x", "y"], table.ColumnNames);
        Assert.Equal([1, 2], table.Matrix("x", "y").ToColumnMajorArray());
    }

    [Fact]
    public void Another_encoding_than_UTF8_is_an_error_also_behind_its_byte_order_mark()
    {
        using TemporaryFolder folder = new();
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            File.WriteAllText(folder.File("set.csv"), "x,y\n1,2\n", encoding);
            Assert.ThrowsAny<DataException>(() => CsvTable.Read(folder.File("set.csv")));
        }
        File.WriteAllText(folder.File("set.csv"), "x,y\n1,2\n", Encoding.UTF8);
        Assert.Equal(["x", "y"], CsvTable.Read(folder.File("set.csv")).ColumnNames);
        File.WriteAllBytes(folder.File("set.csv"), [0xEF, 0xBB, 0xBF, (byte)'x', 0xFF, (byte)'\n', (byte)'1', (byte)'\n']);
        Assert.ThrowsAny<DataException>(() => CsvTable.Read(folder.File("set.csv")));
    }

    [Fact]
    public void A_line_of_too_many_columns_is_an_error() =>
        Assert.Contains("at most 100000 columns", Assert.Throws<CsvFormatException>(() => Parse(string.Join(',', Enumerable.Range(0, 400_000).Select(i => $"c{i}")) + "\n1\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Quoted_names_may_hold_commas_and_quotes() =>
        Assert.Equal(["length, \"outer\"", "y"], Parse("\"length, \"\"outer\"\"\",y\n1,2\n").ColumnNames);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fr-FR")]
    [InlineData("pl-PL")]
    [InlineData("ar-SA")]
    public void Culture_does_not_matter(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal([1.5], Parse("x\n1.5\n").Column("x"));
            Assert.Contains("got '1,5'", Assert.Throws<CsvFormatException>(() => Parse("x\n\"1,5\"\n")).Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("", 1, 0, "empty file")]
    [InlineData("\nx\n", 1, 0, "empty line")]
    [InlineData("x,y\n", 2, 0, "no more lines")]
    [InlineData("1,2\n3,4\n", 1, 0, "header missing")]
    [InlineData("x,x\n1,2\n", 1, 2, "'x' is there twice")]
    [InlineData("x,\n1,2\n", 1, 2, "empty field")]
    [InlineData("x,y\n1,2\n3\n", 3, 0, "expected 2 fields (x, y), got 1")]
    [InlineData("x,y\n1,2\n3,4,5\n", 3, 0, "got 3: were decimal commas used?")]
    [InlineData("x,y\n1,5,2\n", 2, 0, "decimal commas")]
    [InlineData("x,y\n\"1,5\",2\n", 2, 1, "decimal point for 'x', got '1,5'")]
    [InlineData("x,y\n1,NaN\n", 2, 2, "finite number with a decimal point for 'y', got 'NaN'")]
    [InlineData("x,y\n1,Infinity\n", 2, 2, "got 'Infinity'")]
    [InlineData("x,y\n1,1e999\n", 2, 2, "got '1e999'")]
    [InlineData("x,y\n1,\n", 2, 2, "got an empty field")]
    [InlineData("x,y\n1,2\n\n3,4\n", 3, 0, "an empty line")]
    [InlineData("x,y\n1,two\n", 2, 2, "got 'two'")]
    [InlineData("x,y\n1,2\0\0\n", 2, 2, "finite number")]
    [InlineData("x,y\n1,\"2\n", 2, 2, "must end with a quote")]
    [InlineData("x,y\n\"1\"0,2\n", 2, 1, "must end with a quote")]
    [InlineData("x,y\n1 000,2\n", 2, 1, "got '1 000'")]
    public void Anything_else_is_an_error_with_file_line_and_column(string text, int line, int column, string problem)
    {
        var error = Assert.Throws<CsvFormatException>(() => Parse(text));
        Assert.Equal(("set.csv", line, column), (error.File, error.Line, error.Column));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.StartsWith($"set.csv, line {line}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_are_whole_numbers_of_the_classes()
    {
        Assert.Equal([0, 2, 1], Parse("c\n0\n2.0\n1\n").Labels("c", 3));
        var error = Assert.Throws<CsvFormatException>(() => Parse("x,c\n1,0\n1,3\n").Labels("c", 3));
        Assert.Equal((3, 2), (error.Line, error.Column));
        Assert.Throws<CsvFormatException>(() => Parse("c\n0.5\n").Labels("c", 3));
        Assert.Throws<CsvFormatException>(() => Parse("c\n-1\n").Labels("c", 3));
    }

    [Fact]
    public void Unknown_column_lists_the_known_ones() =>
        Assert.Contains("'z'; its columns are x, y", Assert.Throws<DataException>(() => Parse("x,y\n1,2\n").Column("z")).Message, StringComparison.Ordinal);

    [Fact]
    public void Files_with_a_byte_order_mark_are_read_and_other_encodings_are_refused()
    {
        using var folder = new TemporaryFolder();
        string marked = folder.Write("marked.csv", [0xEF, 0xBB, 0xBF, .. "x\n1\n"u8]);
        Assert.Equal([1], CsvTable.Read(marked).Column("x"));
        string latin = folder.Write("latin.csv", Encoding.Latin1.GetBytes("größe\n1\n"));
        Assert.Contains("latin.csv: expected UTF-8", Assert.Throws<DataException>(() => CsvTable.Read(latin)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_file_is_named() =>
        Assert.Equal("no/such.csv", Assert.Throws<DataNotFoundException>(() => CsvTable.Read("no/such.csv")).Path);
}
