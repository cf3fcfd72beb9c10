using System.Net;

namespace NeuralLab.Web;

/// <summary>What a notebook shows for a figure: a place in the page that says in words what it holds, and the script that fills it.</summary>
static class Fragment
{
    /// <param name="title">Shown until the script has run, and where none runs.</param>
    /// <param name="summary">Likewise: what is there, in a line.</param>
    /// <param name="caption">Shown below; empty for none.</param>
    /// <param name="script">Statements that fill <c>element</c>.</param>
    public static string Of(string title, string summary, string caption, string script)
    {
        // A page may show one figure twice: each needs an id of its own.
        var id = $"figure-{Guid.NewGuid():N}";
        return $"""
            <figure style="margin:0">
            <div id="{id}"><strong>{Escape(title)}</strong><br>{Escape(summary)}</div>
            {(caption.Length > 0 ? $"<figcaption style='margin:0 12px 8px'>{Escape(caption)}</figcaption>" : "")}
            </figure>
            <script>
            (() => {"{"}
            const element = document.getElementById('{id}');
            {script}
            {"}"})();
            </script>
            """;
    }

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
