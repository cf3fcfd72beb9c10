using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>
/// A cell while it runs. An interrupt first asks: libraries that look for it, the compiler, and a cell that waits for input end by
/// themselves. Code that does not look is aborted a moment later, wherever it is; variables of earlier cells stay as they are.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "What a cell leaves running asks for its tokens at any time; they hold nothing that must be given back.")]
sealed class RunningCell(RunCell message)
{
    /// <summary>Long enough for a training step to end, so that a network is left with whole weights; short to a person who pressed a button.</summary>
    static readonly TimeSpan TimeToEnd = TimeSpan.FromMilliseconds(300);

    static readonly TimeSpan TimeToWake = TimeSpan.FromMilliseconds(50);

    readonly CancellationTokenSource asked = new();
    readonly CancellationTokenSource endsAtWrite = new();
    readonly CancellationTokenSource aborted = new();

    bool hasEnded;

    /// <summary>Threads that run code of the cell now.</summary>
    readonly List<Thread> threads = [];

    /// <summary>Stands where no cell runs.</summary>
    public static RunningCell None { get; } = new(new RunCell(0, "", "")) { HasEnded = true };

    /// <summary>What the parent sent.</summary>
    public RunCell Message { get; } = message;

    /// <summary>When it began (<see cref="Stopwatch.GetTimestamp"/>).</summary>
    public long Started { get; } = Stopwatch.GetTimestamp();

    /// <summary>Cancelled by an interrupt.</summary>
    public CancellationToken Interrupted => asked.Token;

    /// <summary>Cancelled a moment after an interrupt, before code that still runs is aborted: what writes ends at its next write.</summary>
    public CancellationToken EndsAtWrite => endsAtWrite.Token;

    /// <summary>True once an interrupt can no longer reach it.</summary>
    public bool HasEnded
    {
        get => Volatile.Read(ref hasEnded);
        set => Volatile.Write(ref hasEnded, value);
    }

    /// <summary>The frames of the code that was aborted; null where none was.</summary>
    public StackTrace? AbortedAt { get; private set; }

    /// <summary>Returns at once.</summary>
    public void Interrupt() => new Thread(End) { IsBackground = true, Name = "interrupt" }.Start();

    void End()
    {
        asked.Cancel();
        Thread.Sleep(TimeToEnd);
        endsAtWrite.Cancel();
        Thread.Sleep(TimeToWake);
        if (HasEnded)
            return;
        // Returns only when the code has ended: code that waits must be woken meanwhile.
        new Thread(aborted.Cancel) { IsBackground = true, Name = "abort" }.Start();
        while (!HasEnded)
        {
            Thread.Sleep(TimeToWake);
            lock (threads)
                threads.ForEach(thread => thread.Interrupt());
        }
    }

    /// <summary>Runs code of the cell's, on this thread and where its <c>await</c>s go on, so that an interrupt can abort it.</summary>
    /// <exception cref="OperationCanceledException">It was aborted.</exception>
    public void Execute(Action code)
    {
        var before = SynchronizationContext.Current;
        var continuations = new Continuations(this);
        SynchronizationContext.SetSynchronizationContext(continuations);
        try
        {
            ExecuteHere(code);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            if (Interrupted.IsCancellationRequested)
                continuations.WaitForEnd();
        }
    }

    void ExecuteHere(Action code)
    {
        // Obsolete as advice: aborted code may leave its own data half changed, which in a notebook its author sees and runs again.
#pragma warning disable SYSLIB0046
        lock (threads)
            threads.Add(Thread.CurrentThread);
        try
        {
            ControlledExecution.Run(() =>
            {
                try
                {
                    code();
                }
                catch (Exception abort) when (abort is ThreadAbortException or ThreadInterruptedException && aborted.IsCancellationRequested)
                {
                    AbortedAt ??= new StackTrace(abort, fNeedFileInfo: true);
                    throw;
                }
            }, aborted.Token);
        }
        finally
        {
            lock (threads)
                threads.Remove(Thread.CurrentThread);
            ForgetInterrupt();
        }
#pragma warning restore SYSLIB0046
    }

    /// <summary>A thread that was woken when it did not wait would be at its next wait, in another cell.</summary>
    static void ForgetInterrupt()
    {
        try
        {
            Thread.Sleep(0);
        }
        catch (ThreadInterruptedException)
        {
            // Forgotten.
        }
    }

    /// <summary>Where code goes on after an <c>await</c>: on threads of the pool, as without it, but within reach of an interrupt.</summary>
    sealed class Continuations(RunningCell cell) : SynchronizationContext
    {
        readonly object gate = new();
        int running;

        public override void Post(SendOrPostCallback code, object? state) => ThreadPool.UnsafeQueueUserWorkItem(_ => Run(code, state), null);

        public override void Send(SendOrPostCallback code, object? state) => code(state);

        public override SynchronizationContext CreateCopy() => this;

        public void WaitForEnd()
        {
            lock (gate)
            {
                while (running > 0)
                    Monitor.Wait(gate);
            }
        }

        void Run(SendOrPostCallback code, object? state)
        {
            lock (gate)
                running++;
            SetSynchronizationContext(this);
            try
            {
                cell.ExecuteHere(() => code(state));
            }
            catch (Exception fault) when (fault is OperationCanceledException or ThreadInterruptedException && cell.aborted.IsCancellationRequested)
            {
                // Aborted: the cell's fault says so.
            }
            finally
            {
                SetSynchronizationContext(null);
                lock (gate)
                {
                    running--;
                    Monitor.PulseAll(gate);
                }
            }
        }
    }
}
