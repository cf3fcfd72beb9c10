namespace NeuralLab.Notebooks;

/// <summary>Reads the parameters of notebooks, in a process with limits of its own: what stands in their cells may be made to harm who reads it.</summary>
public sealed class ParameterReader : IDisposable
{
    const int LongestSource = 100_000;
    const long MemoryLimit = 1L << 30;
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    CellSession? session;

    /// <summary>The variables that the notebook's <c>parameters</c> cell declares; empty where it has no such cell.</summary>
    /// <param name="document">Not changed.</param>
    /// <param name="name">What messages call the notebook.</param>
    /// <exception cref="NotebookFormatException">The compiler cannot read the cell within 10 seconds and 1 GiB.</exception>
    public IReadOnlyList<NotebookParameter> Read(NotebookDocument document, string name = "notebook")
    {
        ArgumentNullException.ThrowIfNull(document);
        if (NotebookParameters.CellOf(document) is not { } cell)
            return [];
        if (cell.Source.Length > LongestSource)
            throw Fault(name, $"it has {cell.Source.Length:N0} characters");
        session ??= new CellSession(Path.GetTempPath(), new SessionOptions { MemoryLimit = MemoryLimit, CleanEnvironment = true });
        session.WaitUntilReady();
        using var limit = new CancellationTokenSource(TimeLimit);
        try
        {
            return session.ParametersAsync(cell.Source, limit.Token).GetAwaiter().GetResult() ?? throw Fault(name, "the compiler gave up on it");
        }
        catch (OperationCanceledException)
        {
            // Who was asked is still at it.
            Dispose();
            throw Fault(name, $"the compiler took more than {TimeLimit.TotalSeconds:0} s over it");
        }
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        session?.Dispose();
        session = null;
    }

    static NotebookFormatException Fault(string name, string why) => new(name, $"the cell tagged '{NotebookParameters.Tag}' cannot be read: {why}");
}
