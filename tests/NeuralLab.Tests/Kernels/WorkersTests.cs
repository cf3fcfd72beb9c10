using System.Diagnostics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

public class WorkersTests
{
    static readonly int Threads = Math.Max(2, Environment.ProcessorCount);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Every_piece_runs_once(int count)
    {
        for (var threads = 1; threads <= Threads + 1; threads++)
        {
            var pieces = new Counted(count);
            Workers.Run(pieces, count, threads);
            pieces.AssertEachRan(1);
        }
    }

    [Fact]
    public void Many_short_runs_one_after_another_lose_no_piece()
    {
        var pieces = new Counted(5);
        for (var round = 0; round < 20_000; round++) Workers.Run(pieces, 5, Threads);
        pieces.AssertEachRan(20_000);
    }

    [Fact]
    public void Helpers_that_fell_asleep_wake_up_again()
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "One core: there is no helper.");
        var pieces = new Shared();
        // A run may find the helpers with another caller, or end before one is awake; of many, some must be shared.
        for (var round = 0; round < 10_000 && pieces.SharedRuns < 20; round++)
        {
            // Longer than a helper stays awake.
            Spin(TimeSpan.FromMilliseconds(0.2));
            Workers.Run(pieces.Next(), 2, 2);
        }
        Assert.True(pieces.SharedRuns >= 20, $"Only {pieces.SharedRuns} of 10000 runs were shared with a helper.");
    }

    [Fact]
    public void Callers_at_the_same_time_all_get_their_work_done()
    {
        const int callers = 4, rounds = 2_000, count = 13;
        var work = Enumerable.Range(0, callers).Select(_ => new Counted(count)).ToArray();
        var threads = work.Select(pieces => new Thread(() =>
        {
            for (var round = 0; round < rounds; round++) Workers.Run(pieces, count, Threads);
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        foreach (var pieces in work) pieces.AssertEachRan(rounds);
    }

    [Fact]
    public void Pieces_may_have_pieces_of_their_own()
    {
        var inner = new Counted(9);
        Workers.Run(new Nested(inner), 50, Threads);
        inner.AssertEachRan(50);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(99)]
    public void What_a_piece_throws_reaches_the_caller_and_the_helpers_work_on(int bad)
    {
        for (var round = 0; round < 50; round++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => Workers.Run(new Failing(bad), 100, Threads));
            Assert.Equal($"piece {bad}", error.Message);
            var pieces = new Counted(100);
            Workers.Run(pieces, 100, Threads);
            pieces.AssertEachRan(1);
        }
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var pieces = new Counted(8);
        for (var round = 0; round < 1000; round++) Workers.Run(pieces, 8, Threads);
        // A collection that another test causes counts as an allocation, but not every time.
        var least = long.MaxValue;
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 200; round++) Workers.Run(pieces, 8, Threads);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    sealed class Counted(int count) : IPieces
    {
        readonly int[] runs = new int[count];

        public void Run(int piece) => Interlocked.Increment(ref runs[piece]);

        internal void AssertEachRan(int times) => Assert.All(runs, run => Assert.Equal(times, run));
    }

    static void Spin(TimeSpan time)
    {
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < time) Thread.SpinWait(10);
    }

    /// <summary>Two pieces that take a while, and on which threads they ran.</summary>
    sealed class Shared : IPieces
    {
        readonly int[] threads = new int[2];
        bool hasRun;

        internal int SharedRuns { get; private set; }

        internal Shared Next()
        {
            if (hasRun && threads[0] != threads[1]) SharedRuns++;
            hasRun = true;
            return this;
        }

        public void Run(int piece)
        {
            threads[piece] = Environment.CurrentManagedThreadId;
            Spin(TimeSpan.FromMilliseconds(0.1));
        }
    }

    sealed class Nested(Counted inner) : IPieces
    {
        public void Run(int piece) => Workers.Run(inner, 9, Threads);
    }

    sealed class Failing(int bad) : IPieces
    {
        public void Run(int piece)
        {
            if (piece == bad) throw new InvalidOperationException($"piece {piece}");
        }
    }
}
