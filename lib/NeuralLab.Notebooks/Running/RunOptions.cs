namespace NeuralLab.Notebooks;

/// <summary>How notebooks are run. The defaults suit the labs.</summary>
public sealed record RunOptions
{
    /// <summary>Notebooks that run at the same time, from 1; default: the number of processors.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>A cell that runs longer ends its notebook; default 2 minutes.</summary>
    public TimeSpan CellTimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A notebook that runs longer is ended; default 10 minutes.</summary>
    public TimeSpan NotebookTimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bytes that a notebook's process and the processes it starts may use together; default 4 GiB, at least 256 MiB.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;

    /// <summary>Processes that a notebook may have at the same time, its own included; default 64. Counted on Linux only.</summary>
    public int ProcessLimit { get; init; } = 64;

    /// <summary>Lines of text that a cell may print; what comes after is counted and left out. Default 1,000.</summary>
    public int OutputLines { get; init; } = 1000;

    /// <summary>Characters that a cell may print; what comes after is counted and left out. Default 1 Mi.</summary>
    public int OutputCharacters { get; init; } = 1 << 20;

    /// <summary>
    /// True to run the cells after a failed one, as "Run All" in an editor does; default false.
    /// A cell that ends its process ends the notebook either way.
    /// </summary>
    public bool ContinueAfterFailure { get; init; }

    /// <summary>Values for variables of the cell tagged <c>parameters</c>, by name, as text: <c>10</c>, <c>0.5</c>, <c>true</c>, <c>1,2,3</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Where is remembered which packages were restored; default: a folder of the user's.</summary>
    public string PackageFolder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify)
            is { Length: > 0 } data
            ? data
            : Path.GetTempPath(),
        "NeuralLab", "packages");

    /// <summary>True to leave out values for parameters that a notebook does not have; default false: they are an error.</summary>
    public bool IgnoreUnknownParameters { get; init; }

    /// <summary>See <see cref="SessionOptions.UsesControlGroup"/>.</summary>
    internal bool UsesControlGroup { get; init; } = true;

    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Jobs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CellTimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(NotebookTimeLimit, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CellTimeLimit, TimeSpan.FromDays(7));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(NotebookTimeLimit, TimeSpan.FromDays(7));
        ArgumentOutOfRangeException.ThrowIfLessThan(MemoryLimit, 256L << 20);
        ArgumentOutOfRangeException.ThrowIfLessThan(ProcessLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(OutputLines, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(OutputCharacters, 1);
    }
}
