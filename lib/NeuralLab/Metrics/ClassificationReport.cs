using System.Globalization;
using System.Text;

namespace NeuralLab;

/// <summary>Precision, recall, F1 and number of samples per class and on average, as a table in plain text.</summary>
public static class ClassificationReport
{
    /// <summary>Writes the table: a line per class, then accuracy, macro average and weighted average.</summary>
    /// <param name="confusion">What was taken for what.</param>
    /// <param name="digits">Digits after the point, 0 .. 10; default 3.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="digits"/> is out of range.</exception>
    public static string Of(ConfusionMatrix confusion, int digits = 3)
    {
        ArgumentNullException.ThrowIfNull(confusion);
        ArgumentOutOfRangeException.ThrowIfNegative(digits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 10);
        const string Accuracy = "accuracy", Macro = "macro average", Weighted = "weighted average";
        int name = Math.Max(Weighted.Length, confusion.ClassNames.Max(className => className.Length)), width = Math.Max(9, digits + 2);
        StringBuilder table = new();
        Line("class", "precision", "recall", "F1", "samples");
        for (int c = 0; c < confusion.ClassCount; c++)
            Scores(confusion.ClassNames[c], confusion.Precision(c), confusion.Recall(c), confusion.F1(c), confusion.Support(c));
        table.Append('\n');
        Line(Accuracy, "", "", Text(confusion.Accuracy), $"{confusion.Total}");
        foreach (var (label, average) in new[] { (Macro, Average.Macro), (Weighted, Average.Weighted) })
            Scores(label, confusion.Precision(average), confusion.Recall(average), confusion.F1(average), confusion.Total);
        return table.ToString();

        string Text(double value) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

        void Scores(string label, double precision, double recall, double f1, int samples) =>
            Line(label, Text(precision), Text(recall), Text(f1), $"{samples}");

        void Line(string label, params string[] values) =>
            table.Append(label.PadRight(name)).AppendJoin("", values.Select(value => "  " + value.PadLeft(width))).Append('\n');
    }
}
