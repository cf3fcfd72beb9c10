namespace NeuralLab.Web;

/// <summary>The fragment of HTML that a notebook shows for a figure that computes. It needs nothing but itself.</summary>
static class ExploreFragment
{
    /// <param name="view">Which view: <c>network</c>, <c>digit</c>, <c>training</c> or <c>backpropagation</c>.</param>
    /// <param name="title">Shown where no script runs.</param>
    /// <param name="summary">Likewise: what can be done there, in a line.</param>
    /// <param name="caption">Shown below; empty for none.</param>
    /// <param name="json">What the view shows, with every &lt; escaped.</param>
    public static string Of(string view, string title, string summary, string caption, string json) => Fragment.Of(title, summary, caption, $"""
        {ExploreScript.Of(view)}
        neuralLabExplore.show(element, {json});
        """);
}
