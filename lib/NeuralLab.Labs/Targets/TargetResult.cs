using System.Net;
using System.Text.Json;
using NeuralLab.Charts;
using static System.FormattableString;

namespace NeuralLab.Labs;

/// <summary>What an experiment reached, beside what it was to reach. Notebooks show it as a line with a verdict.</summary>
[TypeFormatterSource(typeof(TargetFormatterSource))]
public sealed class TargetResult : IShownInNotebooks
{
    /// <summary>The MIME type of <see cref="ToJson"/>.</summary>
    public const string MimeType = "application/vnd.neurallab.result+json";

    TargetResult(CourseTarget target, double[] values, double seconds) => (Target, Values, Seconds) = (target, values, seconds);

    /// <summary>The target.</summary>
    public CourseTarget Target { get; }

    /// <summary>What was measured, one number for each seed.</summary>
    public IReadOnlyList<double> Values { get; }

    /// <summary>Seconds that all seeds took together.</summary>
    public double Seconds { get; }

    /// <summary>Mean over the seeds.</summary>
    public double Mean => Values.Average();

    /// <summary>Sample standard deviation over the seeds; 0 for one.</summary>
    public double StandardDeviation =>
        Values.Count == 1 ? 0 : Math.Sqrt(Values.Sum(value => (value - Mean) * (value - Mean)) / (Values.Count - 1));

    /// <summary>True if the mean is at least as good as our own threshold.</summary>
    public bool Reached => Target.IsReachedBy(Mean);

    /// <summary>Records what an experiment reached on the test data.</summary>
    /// <param name="lab">Notebook, such as <c>NN2</c>.</param>
    /// <param name="set">Data set, as the course's table of targets names it.</param>
    /// <param name="values">What was measured, one number for each seed, at least one.</param>
    /// <param name="seconds">Seconds that all seeds took together; 0 (default) where nothing was trained.</param>
    /// <exception cref="ArgumentException">There is no such target, or no number.</exception>
    public static TargetResult Record(string lab, string set, IEnumerable<double> values, double seconds = 0)
    {
        double[] all = [.. values ?? throw new ArgumentNullException(nameof(values))];
        if (all.Length == 0) throw new ArgumentException("A result needs at least one number.", nameof(values));
        return new(CourseTarget.Find(lab, set), all, seconds);
    }

    /// <summary><c>{lab, set, measure, mean, sd, seeds, course, ours, reached, seconds}</c>; a mean that is not finite is null.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        lab = Target.Lab,
        set = Target.Set,
        measure = Target.Measure,
        mean = Finite(Mean),
        sd = Finite(StandardDeviation),
        seeds = Values.Count,
        course = Target.Course,
        ours = Target.Ours,
        reached = Reached,
        seconds = Seconds,
    });

    /// <summary>A line with a verdict, in the colours of the page.</summary>
    public string ToHtml()
    {
        var colour = Look.Palette[Reached ? 2 : 1];
        return $"<div style=\"border-left:5px solid {colour};background:{Look.Fade(colour, 0.12)};padding:8px 12px;margin:4px 0\"><b>{(Reached ? "✓ reached" : "✗ missed")}</b> {WebUtility.HtmlEncode(Text)}</div>";
    }

    /// <summary>All in one line.</summary>
    public override string ToString() => $"{(Reached ? "reached" : "missed")}: {Text}";

    string Text
    {
        get
        {
            var sign = Target.HigherIsBetter ? "≥" : "≤";
            var course = Target.Course is { } threshold ? Invariant($"the course asks for {sign} {threshold:G4}, ") : "";
            var deviation = Values.Count == 1 ? "" : Invariant($" ± {StandardDeviation:G2}");
            return Invariant($"{Target.Lab}, {Target.Set}: {Target.Measure} {Mean:G4}{deviation} over {Values.Count} seed{(Values.Count == 1 ? "" : "s")} ({course}we for {sign} {Target.Ours:G4}){(Seconds > 0 ? Invariant($"; {Seconds:F1} s") : "")}.");
        }
    }

    static double? Finite(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>The formatters of results.</summary>
sealed class TargetFormatterSource() : ShownFormatterSource(TargetResult.MimeType);
