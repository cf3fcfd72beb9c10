using NeuralLab.Web;

namespace NeuralLab.Notebooks.Report;

/// <summary>A script of the page.</summary>
/// <param name="Element">The script element.</param>
/// <param name="Source">The expression by which a Content-Security-Policy allows it: its hash or its address.</param>
sealed record PageScript(string Element, string Source)
{
    public static PageScript Inline(string text) => new($"<script>{text}</script>", Html.Hash(text));

    /// <summary>The embedded text; where the build had no npm, the public CDN, which the page then needs.</summary>
    public static PageScript Of(WebAsset asset) => asset.Content is { } text
        ? Inline(text)
        : new($"<script src=\"{asset.Url}\" integrity=\"{asset.Integrity}\" crossorigin=\"anonymous\"></script>", asset.Url);
}
