using System.Text.RegularExpressions;

namespace NeuralLab.Web;

/// <summary>
/// The script of the figures that compute (<c>explore/*.js</c>): parts that share one scope, put together as <c>neuralLabExplore.show</c>,
/// which puts a view into an element of the page.
/// </summary>
static partial class ExploreScript
{
    // In the order in which they are read; each view has the parts that it needs.
    static readonly string[] Mathematics = ["functions", "random", "model"];
    static readonly Dictionary<string, string[]> Views = new()
    {
        ["network"] = [.. Mathematics, "drawing", "plot", "graph", "fit", "network-view"],
        ["digit"] = [.. Mathematics, "drawing", "strokes", "digit-view"],
        ["training"] = [.. Mathematics, "drawing", "plot", "graph", "fit", "training-view"],
        ["backpropagation"] = [.. Mathematics, "drawing", "backpropagation-view"],
    };

    /// <summary>For one kind of view, as small as a notebook wants it.</summary>
    public static string Of(string view) => Together(Views[view]);

    /// <summary>For all kinds, for a page that holds it once.</summary>
    public static string All { get; } = Together(Views.Values.SelectMany(parts => parts).Distinct());

    static string Together(IEnumerable<string> parts) =>
        $"const neuralLabExplore = (() => {{\n{string.Join('\n', parts.Append("show").Select(part => Compact(WebAsset.Resource($"explore/{part}.js")!)))}\nreturn {{ show }};\n}})();";

    /// <summary>Without indentation and lines that are comments: a third of the bytes less.</summary>
    static string Compact(string script) => Spare().Replace(script, "");

    [GeneratedRegex(@"^[ \t]*(?://[^\n]*)?(?:\r?\n|(?=\S))", RegexOptions.Multiline)]
    private static partial Regex Spare();
}
