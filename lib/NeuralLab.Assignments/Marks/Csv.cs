using System.Text;

namespace NeuralLab.Assignments.Marks;

/// <summary>Tables with commas, as spreadsheets read and write them (RFC 4180).</summary>
static class Csv
{
    /// <summary>A text that begins so is a formula to a spreadsheet: an apostrophe before it makes it text again.</summary>
    const string FormulaSigns = "=+-@\t\r";

    internal static string Write(IEnumerable<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Concat(rows.Prepend([.. head]).Select(row => string.Join(',', row.Select(Field)) + "\n"));

    /// <summary>The rows by the names of their columns; none where there is no file.</summary>
    internal static IReadOnlyList<Dictionary<string, string>> Read(string path)
    {
        if (!File.Exists(path)) return [];
        var lines = Lines(File.ReadAllText(path), path).Where(line => line.Count > 1 || line[0].Length > 0).ToArray();
        if (lines.Length == 0) return [];
        var head = lines[0];
        if (!head.Contains("student") || head.Distinct().Count() < head.Count)
            throw new AssignmentException($"{path}: expected a table with commas, a column 'student' and no name twice; save it as CSV with commas, or move it away");
        return [.. lines.Skip(1).Select(line => head.Select((name, i) => (name, Value: i < line.Count ? line[i] : "")).ToDictionary(pair => pair.name, pair => pair.Value))];
    }

    static string Field(string text)
    {
        if (text.Length > 0 && FormulaSigns.Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        text = text.ReplaceLineEndings(" ");
        return text.AsSpan().IndexOfAny(",\"") < 0 && text == text.Trim() ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    static List<List<string>> Lines(string text, string path)
    {
        List<List<string>> lines = [[]];
        StringBuilder field = new();
        var isQuoted = false;
        void End() => lines[^1].Add(Unprotected(field.ToString()));
        for (var i = 0; i < text.Length; i++)
        {
            var letter = text[i];
            if (isQuoted)
            {
                if (letter != '"') field.Append(letter);
                else if (i + 1 < text.Length && text[i + 1] == '"') field.Append(text[++i]);
                else isQuoted = false;
            }
            else if (letter == '"') isQuoted = true;
            else if (letter is ',' or '\n')
            {
                End();
                field.Clear();
                if (letter == '\n') lines.Add([]);
            }
            else if (letter is not ('\r' or '\uFEFF')) field.Append(letter);
        }
        if (isQuoted) throw new AssignmentException($"{path}: a quoted field does not end");
        End();
        return lines;
    }

    static string Unprotected(string text) => text.Length > 1 && text[0] == '\'' && FormulaSigns.Contains(text[1], StringComparison.Ordinal) ? text[1..] : text;
}
