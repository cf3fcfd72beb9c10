namespace NeuralLab;

/// <summary>One line of a CSV file as fields: commas separate, double quotes may enclose a field, a doubled quote inside is one.</summary>
static class CsvLine
{
    public static List<string> Split(string text, string file, int line)
    {
        List<string> fields = [];
        for (int start = 0; ;)
        {
            int end;
            if (start < text.Length && text[start] == '"')
            {
                end = ClosingQuote(text, start + 1);
                if (end < 0 || (end + 1 < text.Length && text[end + 1] != ','))
                    throw new CsvFormatException(file, line, fields.Count + 1,
                        "a quoted field must end with a quote, in its own line, and a comma or nothing after it.");
                fields.Add(text[(start + 1)..end++].Replace("\"\"", "\"", StringComparison.Ordinal));
            }
            else
            {
                end = text.IndexOf(',', start) is >= 0 and var comma ? comma : text.Length;
                fields.Add(text[start..end]);
            }
            if (end == text.Length) return fields;
            start = end + 1;
        }
    }

    static int ClosingQuote(string text, int start)
    {
        for (int end = start; end < text.Length; end++)
        {
            if (text[end] != '"') continue;
            if (end + 1 == text.Length || text[end + 1] != '"') return end;
            end++;
        }
        return -1;
    }
}
