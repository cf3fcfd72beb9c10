using NeuralLab.Web;

namespace NeuralLab.Notebooks;

/// <summary>MIME types that outputs use.</summary>
public static class MimeTypes
{
    /// <summary>Plain text: every displayed value has it.</summary>
    public const string Text = "text/plain";

    /// <summary>An HTML fragment.</summary>
    public const string Html = "text/html";

    /// <summary>A Plotly figure: an object with <c>data</c> and <c>layout</c>.</summary>
    public const string Plotly = FigureTypes.Figure;

    /// <summary>True for MIME types whose content a notebook stores as JSON instead of a string.</summary>
    /// <param name="mimeType">For example <c>application/vnd.plotly.v1+json</c>.</param>
    public static bool IsJson(string mimeType) =>
        mimeType == "application/json"
        || (mimeType.StartsWith("application/", StringComparison.Ordinal) && mimeType.EndsWith("+json", StringComparison.Ordinal));
}
