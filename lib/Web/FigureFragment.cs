namespace NeuralLab.Web;

/// <summary>The fragment of HTML that a notebook shows for a figure.</summary>
static class FigureFragment
{
    static readonly string Script = $"{WebAsset.Resource("figure.js")}{WebAsset.Resource("fragment.js")}";

    /// <summary>A figure that is drawn with plotly.js: the page's own, else the file beside the notebook, else the public CDN.</summary>
    /// <param name="title">Shown until the figure is drawn, and where no script runs.</param>
    /// <param name="summary">Likewise: what the figure holds, in a line.</param>
    /// <param name="caption">Shown below the figure; empty for none.</param>
    /// <param name="json"><c>data</c>, <c>layout</c>, <c>frames</c> and <c>config</c> in Plotly's schema, with every &lt; escaped.</param>
    public static string Of(string title, string summary, string caption, string json) => Fragment.Of(title, summary, caption, $$"""
        {{Script}}
        const figure = {{json}};
        // A figure that replaces another must not make the page jump.
        if (window.Plotly) element.style.minHeight = `${figure.layout?.height ?? 0}px`;
        plotlyReady(element, '{{WebAsset.Plotly.Url}}', '{{WebAsset.Plotly.Integrity}}').then(() => neuralLabFigure.draw(element, figure)).then(() => element.style.minHeight = '');
        """);
}
