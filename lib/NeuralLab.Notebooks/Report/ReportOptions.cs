namespace NeuralLab.Notebooks;

/// <summary>What a report says beside its notebooks.</summary>
public sealed record ReportOptions
{
    /// <summary>The report's heading; default "NeuralLab report". A document has its notebook's heading instead.</summary>
    public string Title { get; init; } = "NeuralLab report";

    /// <summary>When the notebooks were run; default: now.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.Now;

    /// <summary>
    /// True for a document to hand in: the notebooks' own text and results under their own heading, the code folded, and left
    /// out on paper. False (the default) for a page that shows how every cell ran.
    /// </summary>
    public bool IsDocument { get; init; }

    /// <summary>Who wrote the document, shown below its heading; empty (the default) for nobody.</summary>
    public string Authors { get; init; } = "";
}
