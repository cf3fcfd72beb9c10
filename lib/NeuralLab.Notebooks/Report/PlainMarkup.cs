using System.Text.RegularExpressions;

namespace NeuralLab.Notebooks.Report;

/// <summary>Tells harmless HTML: text, tables and lists in elements without attributes, each closed where it was opened.</summary>
static partial class PlainMarkup
{
    static readonly HashSet<string> Structural =
    [
        "table", "caption", "thead", "tbody", "tr", "th", "td", "p", "div", "span", "ul", "ol", "li", "b", "strong", "i", "em", "code", "pre", "sub", "sup", "h3", "h4", "h5",
    ];

    public static bool Is(string html)
    {
        var open = new Stack<string>();
        foreach (Match angle in Angle().Matches(html))
        {
            var name = angle.Groups["name"].Value;
            if (!Structural.Contains(name))
                return false;
            if (!angle.Groups["end"].Success)
                open.Push(name);
            else if (!open.TryPop(out var opened) || opened != name)
                return false;
        }
        return open.Count == 0;
    }

    // Anything that begins with < but is no bare tag matches with an empty name, which is not structural.
    [GeneratedRegex("<(?:(?<end>/)?(?<name>[a-z][a-z0-9]*)>)?")]
    private static partial Regex Angle();
}
