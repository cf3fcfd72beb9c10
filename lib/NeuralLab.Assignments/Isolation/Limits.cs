namespace NeuralLab.Assignments.Isolation;

/// <summary>What a submission may take.</summary>
public sealed record Limits
{
    /// <summary>For the answers of one exercise, and for one cell; default 10 seconds.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of memory, at least 256 MiB; default 1 GiB.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Processes and threads of the submission; default 128.</summary>
    public int Processes { get; init; } = 128;

    /// <summary>Bytes of the files that it writes, which are gone afterwards; default 64 MiB.</summary>
    public long Files { get; init; } = 64L << 20;

    /// <summary>Characters that it prints and shows; default 1 million.</summary>
    public int Output { get; init; } = 1_000_000;
}
