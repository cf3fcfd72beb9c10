using System.Net;
using System.Text.Json;
using NeuralLab.Charts;

namespace NeuralLab.Labs;

/// <summary>What a check found in a student's answer. Notebooks show it as a green or an orange box.</summary>
[TypeFormatterSource(typeof(CheckFormatterSource))]
public sealed class CheckResult : IShownInNotebooks
{
    /// <summary>The MIME type of <see cref="ToJson"/>.</summary>
    public const string MimeType = "application/vnd.neurallab.check+json";

    CheckResult(string exercise, bool passed, string message, string hint, double share)
    {
        (Exercise, Passed, Message, Hint, Share) = (exercise, passed, message, hint, share);
        CheckPoints.RequireShare(this);
    }

    /// <summary>The exercise, such as <c>NN1.2</c>.</summary>
    public string Exercise { get; }

    /// <summary>True if the answer is right.</summary>
    public bool Passed { get; }

    /// <summary>What was tried and what came out.</summary>
    public string Message { get; }

    /// <summary>Where to look; empty if the answer is right.</summary>
    public string Hint { get; }

    /// <summary>The part of the points that the answer gets: 1 if it is right, and for an answer of several results the part of them that are right.</summary>
    public double Share { get; }

    /// <summary>The answer is right.</summary>
    internal static CheckResult Right(string exercise, string message) => new(exercise, true, message, "", 1);

    /// <summary>The answer is not right yet, or only in part.</summary>
    internal static CheckResult Wrong(string exercise, string message, string hint, double share = 0) => new(exercise, false, message, hint, share);

    /// <summary>The solution's place is still empty.</summary>
    internal static CheckResult Unanswered(string exercise) =>
        Wrong(exercise, "There is no answer yet.", "Replace the line that begins with throw.");

    /// <summary><c>{exercise, passed, share, message, hint}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new { exercise = Exercise, passed = Passed, share = Share, message = Message, hint = Hint });

    /// <summary>A box in the colours of the page.</summary>
    public string ToHtml()
    {
        var (colour, sign, word) = Passed ? (Look.Palette[2], "✓", "right") : (Look.Palette[1], "✗", "not yet");
        var hint = Hint.Length == 0 ? "" : $"<div style=\"margin-top:4px\"><b>Hint:</b> {WebUtility.HtmlEncode(Hint)}</div>";
        return $"""
            <div style="border-left:5px solid {colour};background:{Look.Fade(colour, 0.12)};padding:8px 12px;margin:4px 0">
            <b>{sign} Exercise {WebUtility.HtmlEncode(Exercise)}: {word}.</b> {WebUtility.HtmlEncode(Message)}{hint}</div>
            """;
    }

    /// <summary>All in one line; for nbgrader the number of points, see <see cref="CheckPoints"/>.</summary>
    public override string ToString() => CheckPoints.AsNumber(this) ?? InWords;

    internal string InWords =>
        $"Exercise {Exercise}: {(Passed ? "right" : "not yet")}. {Message}{(Hint.Length == 0 ? "" : " Hint: " + Hint)}".ReplaceLineEndings(" ");
}

/// <summary>The formatters of check results.</summary>
sealed class CheckFormatterSource() : ShownFormatterSource(CheckResult.MimeType);
