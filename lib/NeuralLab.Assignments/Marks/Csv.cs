using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace NeuralLab.Assignments.Marks;

/// <summary>Tables with commas, as spreadsheets read and write them (RFC 4180).</summary>
static class Csv
{
    /// <summary>A text that begins so is a formula to a spreadsheet: an apostrophe before it makes it text again.</summary>
    const string FormulaSigns = "=+-@\t\r";

    static readonly CsvConfiguration Written = new(CultureInfo.InvariantCulture) { NewLine = "\n" }, Found = new(CultureInfo.InvariantCulture);

    internal static string Write(IEnumerable<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        using StringWriter text = new();
        using CsvWriter table = new(text, Written);
        foreach (var row in rows.Prepend([.. head]))
        {
            foreach (var field in row) table.WriteField((IsFormula(field) ? "'" + field : field).ReplaceLineEndings(" "));
            table.NextRecord();
        }
        table.Flush();
        return text.ToString();
    }

    /// <summary>The rows by the names of their columns; none where there is no file.</summary>
    internal static IReadOnlyList<Dictionary<string, string>> Read(string path)
    {
        if (!File.Exists(path)) return [];
        using CsvParser table = new(new StreamReader(path), Found);
        List<string[]> lines = [];
        try
        {
            while (table.Read()) lines.Add([.. table.Record!.Select(Unprotected)]);
        }
        catch (BadDataException fault)
        {
            throw new AssignmentException($"{path}: line {table.RawRow} is none of a table with commas: a quote stands within a field, or does not end", fault);
        }
        if (lines is not [var head, .. var rows]) return [];
        if (!head.Contains("student") || head.Distinct().Count() < head.Length)
            throw new AssignmentException($"{path}: expected a table with commas, a column 'student' and no name twice; save it as CSV with commas, or move it away");
        return [.. rows.Select(row => head.Zip(row.Concat(Enumerable.Repeat("", head.Length))).ToDictionary())];
    }

    static bool IsFormula(string text) => text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal);

    static string Unprotected(string text) => text.StartsWith('\'') && IsFormula(text[1..]) ? text[1..] : text;
}
