using System.Net;
using NeuralLab.Web;

namespace NeuralLab.Charts;

/// <summary>The fragment of HTML that a notebook shows for a figure.</summary>
static class FigureHtml
{
    static readonly string Script = $"{WebAsset.Resource("figure.js")}{WebAsset.Resource("fragment.js")}";

    public static string Of(Figure figure)
    {
        // A page may show one figure twice: each fragment needs an id of its own.
        var id = $"figure-{Guid.NewGuid():N}";
        return $"""
            <figure style="margin:0">
            <div id="{id}"><strong>{Escape(figure.Title)}</strong><br>{Escape(figure.Summary)}</div>
            {(figure.Caption.Length > 0 ? $"<figcaption style='margin:0 12px 8px'>{Escape(figure.Caption)}</figcaption>" : "")}
            </figure>
            <script>
            (() => {"{"}
            {Script}
            const element = document.getElementById('{id}');
            const figure = {figure.ToJson()};
            plotlyReady('{WebAsset.Plotly.Url}', '{WebAsset.Plotly.Integrity}').then(() => neuralLabFigure.draw(element, figure));
            {"}"})();
            </script>
            """;
    }

    static string Escape(string text) => WebUtility.HtmlEncode(text);
}
