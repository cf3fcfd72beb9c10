using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace NeuralLab.Kernels;

/// <summary>Work that falls into pieces which may run in any order and at the same time.</summary>
internal interface IPieces
{
    /// <summary>Does one piece.</summary>
    void Run(int piece);
}

/// <summary>
/// Runs pieces of work on the calling thread and its helpers. Pieces are claimed, not assigned: a thread that the system takes off
/// its core holds up one piece, not its share of all. Helpers wait awake for a moment, since the next work often comes at once, then
/// sleep. Allocates nothing once the helpers have started.
/// </summary>
static class Workers
{
    static readonly Helper[] Helpers = new Helper[Environment.ProcessorCount - 1];

    // 1 while a caller has the helpers. Another caller, or a piece that has pieces of its own, then works alone.
    static int busy;

    static IPieces? work;
    static int total;
    static Exception? error;
    static Counters counters;

    /// <summary>Runs pieces 0 to count - 1 and returns when all are done. What a piece throws reaches the caller.</summary>
    /// <param name="pieces">The work.</param>
    /// <param name="count">How many pieces.</param>
    /// <param name="threads">At most how many threads work, the caller among them, at least 1.</param>
    internal static void Run(IPieces pieces, int count, int threads)
    {
        var helpers = Math.Min(Math.Min(threads, count) - 1, Helpers.Length);
        if (helpers < 1 || Interlocked.CompareExchange(ref busy, 1, 0) != 0)
        {
            for (var piece = 0; piece < count; piece++) pieces.Run(piece);
            return;
        }
        Exception? thrown = null;
        // A host may abort this thread, but not here, while helpers use what the caller owns: what is in a finally block runs to its end.
        try
        {
        }
        finally
        {
            (work, total, error, counters.Done) = (pieces, count, null, 0);
            // From here on the pieces can be claimed.
            Volatile.Write(ref counters.Unclaimed, count);
            Interlocked.MemoryBarrier();
            for (var i = 0; i < helpers; i++) (Helpers[i] ??= new Helper(i + 1)).Wake();
            while (RunNext())
            {
            }
            var wait = default(SpinWait);
            while (Volatile.Read(ref counters.Done) != count) wait.SpinOnce(sleep1Threshold: -1);
            thrown = error;
            work = null;
            Volatile.Write(ref busy, 0);
        }
        if (thrown is not null) ExceptionDispatchInfo.Throw(thrown);
    }

    static bool HasNext => Volatile.Read(ref counters.Unclaimed) > 0;

    /// <summary>Claims a piece and does it; false if there is none.</summary>
    static bool RunNext()
    {
        if (!HasNext) return false;
        var left = Interlocked.Decrement(ref counters.Unclaimed);
        if (left < 0) return false;
        // Until this piece is done, work and total stay what they are.
        try
        {
            if (Volatile.Read(ref error) is null) work!.Run(total - 1 - left);
        }
        catch (Exception thrown)
        {
            Interlocked.CompareExchange(ref error, thrown, null);
        }
        finally
        {
            Interlocked.Increment(ref counters.Done);
        }
        return true;
    }

    /// <summary>A thread that runs pieces whenever there are some.</summary>
    sealed class Helper
    {
        static readonly TimeSpan Awake = TimeSpan.FromMicroseconds(50);

        readonly object gate = new();
        volatile bool asleep;

        internal Helper(int number) => new Thread(Loop) { IsBackground = true, Name = $"NeuralLab helper {number}" }.Start();

        internal void Wake()
        {
            if (!asleep) return;
            lock (gate)
            {
                asleep = false;
                Monitor.Pulse(gate);
            }
        }

        void Loop()
        {
            var idle = Stopwatch.GetTimestamp();
            while (true)
            {
                if (RunNext())
                {
                    idle = Stopwatch.GetTimestamp();
                }
                else if (Stopwatch.GetElapsedTime(idle) < Awake)
                {
                    Thread.SpinWait(20);
                }
                else
                {
                    Sleep();
                    idle = Stopwatch.GetTimestamp();
                }
            }
        }

        void Sleep()
        {
            lock (gate)
            {
                asleep = true;
                // A caller sees that this helper sleeps, or this look sees the caller's pieces.
                Interlocked.MemoryBarrier();
                if (HasNext) asleep = false;
                while (asleep) Monitor.Wait(gate);
            }
        }
    }

    /// <summary>The two numbers that all threads change, a cache line apart from each other and from everything else.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    struct Counters
    {
        [FieldOffset(128)]
        internal int Unclaimed;

        [FieldOffset(256)]
        internal int Done;
    }
}
