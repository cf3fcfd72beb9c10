namespace NeuralLab.Kernels;

/// <summary>Work that falls into pieces which may run in any order and at the same time.</summary>
internal interface IPieces
{
    /// <summary>Does one piece.</summary>
    void Run(int piece);
}

/// <summary>Runs pieces of work on the calling thread and its helpers. Allocates nothing.</summary>
static class Workers
{
    /// <summary>Runs pieces 0 to count - 1 and returns when all are done.</summary>
    /// <param name="pieces">The work.</param>
    /// <param name="count">How many pieces.</param>
    /// <param name="threads">At most how many threads work, the caller among them, at least 1.</param>
    internal static void Run(IPieces pieces, int count, int threads)
    {
        for (var piece = 0; piece < count; piece++) pieces.Run(piece);
    }
}
