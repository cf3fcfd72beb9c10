using System.Net;
using System.Text.RegularExpressions;

namespace NeuralLab.Charts;

/// <summary>Sentences with computed numbers, which notebooks show as text among the text. <see cref="Show.Text"/> makes it.</summary>
[TypeFormatterSource(typeof(TextFormatterSource))]
public sealed partial class TextView : IShownInNotebooks
{
    /// <summary>The MIME type of <see cref="ToJson"/>.</summary>
    public const string MimeType = "application/vnd.neurallab.text+json";

    internal TextView(string markdown) => Markdown = Check.Text(markdown, "sentences").ReplaceLineEndings("\n");

    /// <summary>The sentences, with the marks of <see cref="Show.Text"/>.</summary>
    public string Markdown { get; }

    /// <summary><c>{text}</c>.</summary>
    public string ToJson() => Json.Object(new { text = Markdown }).ToJsonString(Json.Options);

    /// <summary>The text as bare elements, which every page shows as its own. HTML in it is shown as text.</summary>
    public string ToHtml() => $"<div>{string.Concat(Blocks().Select(Block))}</div>";

    /// <summary>The text in one line, without marks.</summary>
    public override string ToString() => Space().Replace(Mark().Replace(Markdown, "$2"), " ").Trim();

    string[] Blocks() => Markdown.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    static string Block(string block) => block.StartsWith("- ", StringComparison.Ordinal)
        ? $"<ul>{string.Concat($"\n{block}".Split("\n- ", StringSplitOptions.RemoveEmptyEntries).Select(item => $"<li>{Inline(item)}</li>"))}</ul>"
        : $"<p>{Inline(block)}</p>";

    static string Inline(string text) => Mark().Replace(WebUtility.HtmlEncode(text), match =>
    {
        var name = match.Groups[1].Value switch { "**" => "strong", "*" => "em", _ => "code" };
        return $"<{name}>{match.Groups[2].Value}</{name}>";
    });

    // A mark stands close to what it marks, so that 2 * 3 * 4 is no emphasis.
    [GeneratedRegex(@"(\*\*|\*|`)(?!\s)([^*`\n]+)(?<!\s)\1")]
    private static partial Regex Mark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
