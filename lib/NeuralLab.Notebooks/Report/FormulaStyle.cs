using System.Text.RegularExpressions;
using NeuralLab.Web;

namespace NeuralLab.Notebooks.Report;

/// <summary>KaTeX's style sheet with its fonts inside, so that formulas look the same where no mathematics font is installed.</summary>
static partial class FormulaStyle
{
    /// <summary>The style element that report.js looks for, or nothing where the build had no npm: formulas are then MathML in the system's fonts.</summary>
    public static string Element { get; } = WebAsset.Resource("katex.css") is { } css
        ? $"<style id=\"formulas\">/*! KaTeX and its fonts\n{WebAsset.Resource("katex.licence")}*/\n{WithFonts(css)}</style>"
        : "";

    // A font that is not embedded is never asked for: the page loads nothing.
    static string WithFonts(string css) => FontFace().Replace(css, face =>
        WebAsset.DataAddress($"{face.Groups["name"].Value}.woff2", "font/woff2") is { } font
            ? $"{face.Groups["head"].Value}src:url({font}) format(\"woff2\")}}"
            : "");

    [GeneratedRegex(@"(?<head>@font-face\{[^}]*?)src:url\(fonts/(?<name>[\w-]+)\.woff2\)[^}]*\}")]
    private static partial Regex FontFace();
}
