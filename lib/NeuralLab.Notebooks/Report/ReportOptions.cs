namespace NeuralLab.Notebooks;

/// <summary>What a report says beside its notebooks.</summary>
public sealed record ReportOptions
{
    /// <summary>The report's heading; default "NeuralLab report".</summary>
    public string Title { get; init; } = "NeuralLab report";

    /// <summary>When the notebooks were run; default: now.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.Now;
}
