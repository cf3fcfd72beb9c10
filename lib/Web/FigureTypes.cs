namespace NeuralLab.Web;

/// <summary>MIME types under which the charts write what the report draws by itself.</summary>
static class FigureTypes
{
    /// <summary>A figure in Plotly's schema.</summary>
    public const string Figure = "application/vnd.plotly.v1+json";

    /// <summary>A table: <c>{title, columns, rowsAreNamed, rows: [[{text, isNumber, isHighlighted}]]}</c>.</summary>
    public const string Table = "application/vnd.neurallab.table+json";

    /// <summary>A figure that computes: <c>{view, title, summary, caption, ...}</c>, data for the page's own script.</summary>
    public const string Exploration = "application/vnd.neurallab.explore+json";
}
