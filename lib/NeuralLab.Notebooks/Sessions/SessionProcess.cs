using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json;
using NeuralLab.Notebooks.Execution;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>The parent's side of the process that runs a session's cells.</summary>
/// <remarks>
/// Whoever wants the process to end (a limit, the user) ends it;
/// the thread that reads its messages then sees the pipe closed, and who waits for a cell asks for the reason.
/// </remarks>
sealed class SessionProcess : IDisposable
{
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Processes are started one at a time:
    /// each inherits the pipes that are open for inheritance at that moment, and must get none but its own.
    /// </summary>
    static readonly Lock Starting = new();

    readonly AnonymousPipeServerStream toChild = new(PipeDirection.Out, HandleInheritability.Inheritable);
    readonly AnonymousPipeServerStream fromChild = new(PipeDirection.In, HandleInheritability.Inheritable);
    readonly SessionOptions options;
    readonly Process process;
    readonly ProcessFamily family;
    readonly MessageStream messages;
    readonly OutputPump outputs;
    readonly NativeOutput standardOutput;
    readonly NativeOutput standardError;
    readonly Timer? watch;
    readonly Thread receiving;
    readonly Questions questions = new();
    readonly ManualResetEventSlim ready = new();
    readonly CancellationTokenSource ended = new();
    readonly Lock gate = new();
    AwaitedCell? cell;
    bool hasWarmedUp;
    int reason;

    SessionProcess(string folder, SessionOptions options)
    {
        this.options = options;
        messages = new MessageStream(fromChild, toChild);
        outputs = new OutputPump(line => TrySend(new InputLine(line)));
        var mark = Guid.NewGuid().ToString("N");
        lock (Starting)
        {
            process = Process.Start(StartInfo(folder, mark))!;
            family = new ProcessFamily(process, mark, options.UsesControlGroup);
            toChild.DisposeLocalCopyOfClientHandle();
            fromChild.DisposeLocalCopyOfClientHandle();
        }
        process.StandardInput.Close();
        standardOutput = new NativeOutput(process.StandardOutput.BaseStream, text => outputs.Add(new CellText("stdout", text)));
        // A runtime that crashes explains itself on standard error: held back to go into the cell's error instead of its text.
        standardError = new NativeOutput(process.StandardError.BaseStream, text => outputs.Add(new CellText("stderr", text)), holdsBack: true);
        if (options.MemoryLimit is not null || options.ProcessLimit is not null)
            watch = new Timer(_ => Look(), null, LookInterval, LookInterval);
        receiving = new Thread(Receive) { IsBackground = true, Name = "session process" };
        receiving.Start();
        // A process that this one starts at the same moment elsewhere inherits the pipe, and would keep it open after its end.
        process.Exited += (_, _) =>
        {
            if (!receiving.Join(Grace))
                SayThatItHasEnded();
        };
        process.EnableRaisingEvents = true;
    }

    /// <summary>Why the parent ended the process; <see cref="EndReason.None"/> while it runs, or if it ended by itself.</summary>
    public EndReason Reason => (EndReason)Volatile.Read(ref reason);

    /// <summary>True once the process has ended, or has closed its pipe and is about to.</summary>
    public bool HasEnded => ended.IsCancellationRequested;

    /// <summary>The same for who comes between two cells: waits a moment for the end of the pipe where the process has gone already.</summary>
    public bool HasEndedByNow => HasEnded || (process.HasExited && ended.Token.WaitHandle.WaitOne(Grace));

    /// <summary>True once <see cref="Ended"/> was asked.</summary>
    public bool EndWasTold { get; private set; }

    /// <summary>What it and all that it started had of the machine's cores so far.</summary>
    public ProcessorTime ProcessorTime => family.ProcessorTime();

    /// <summary>Starts a process whose current folder is the notebook's.</summary>
    public static SessionProcess Start(string folder, SessionOptions options) => new(folder, options);

    /// <summary>Waits until the process takes cells. If it ends instead, the first cell will see that.</summary>
    public void WaitUntilReady() => ready.Wait();

    /// <summary>Runs one cell to its end, or to the end of the process.</summary>
    /// <param name="number">The cell's number for people.</param>
    /// <param name="source">The cell as it stands in the notebook.</param>
    /// <param name="receiver">Takes its outputs.</param>
    /// <param name="restore">Fetches the packages that it asks for; the time that takes is not the cell's.</param>
    /// <param name="interrupted">Ends the cell.</param>
    /// <returns>Why the cell failed, or null.</returns>
    public CellFault? RunCell(
        int number, string source, ICellReceiver receiver, Func<CellNeeds, CancellationToken, IReadOnlyList<string>> restore, CancellationToken interrupted)
    {
        using var stopsWaiting = CancellationTokenSource.CreateLinkedTokenSource(interrupted, ended.Token);
        outputs.Begin(receiver, stopsWaiting.Token);
        var mark = $"\u0002{Guid.NewGuid():N}\u0003";
        standardOutput.Expect(mark);
        standardError.Expect(mark);
        using var limit = options.CellTimeLimit is { } time ? new TimeLimit(time, () => End(EndReason.CellTimeLimit)) : null;
        var running = new AwaitedCell(needs => restore(needs, stopsWaiting.Token), limit);
        lock (gate)
        {
            cell = running;
            if (HasEnded)
                running.Done.TrySetResult(null);
        }
        TrySend(new RunCell(number, source, mark));
        IDisposable? grace = null;
        using var interrupt = interrupted.Register(() =>
        {
            TrySend(new InterruptCell(mark));
            grace = EndAfter(options.InterruptGrace, EndReason.Interrupted);
        });
        var done = running.Done.Task.GetAwaiter().GetResult();
        interrupt.Dispose();
        grace?.Dispose();
        if (done is null)
            return Ended(isIdle: false);
        standardOutput.WaitForMark(Grace);
        standardError.WaitForMark(Grace);
        outputs.Drain();
        WarmUpCompletion();
        return done.Fault?.Bounded();
    }

    /// <summary>Has the first question answered before somebody asks one, and not before the first cell, which would wait for it.</summary>
    void WarmUpCompletion()
    {
        if (!options.EndsWithItsProcess && Interlocked.Exchange(ref hasWarmedUp, true) is false)
            TrySend(new Question(0, Subject.Completion, "Console.Wri", 11));
    }

    /// <summary>Asks about code; null where nothing is known, or the process has ended.</summary>
    public Task<Answer?> AskAsync(Subject subject, string code, int cursor, CancellationToken cancellation) => questions.AskAsync(
        id =>
        {
            TrySend(new Question(id, subject, code, cursor));
            return !HasEnded;
        },
        cancellation);

    /// <summary>Waits for the end of a process that has ended or is being ended, and says why it did.</summary>
    /// <param name="isIdle">True where no cell ran.</param>
    public CellFault Ended(bool isIdle)
    {
        EndWasTold = true;
        if (!process.WaitForExit(Grace))
            family.Kill();
        process.WaitForExit();
        // Processes that a cell started and left behind would keep the output open.
        family.Kill();
        standardOutput.WaitForEnd(Grace);
        standardError.WaitForEnd(Grace);
        var crash = CrashReport.Read(process.ExitCode, standardError.TakeHeld(), isIdle);
        if (crash.Before.Length > 0)
            outputs.Add(new CellText("stderr", crash.Before));
        outputs.Drain();
        return Reason.Describe(options) ?? crash.Fault;
    }

    /// <summary>Ends the process and all that it started. Only the first reason counts.</summary>
    public void End(EndReason why)
    {
        if (Interlocked.CompareExchange(ref reason, (int)why, (int)EndReason.None) == (int)EndReason.None)
            family.Kill();
    }

    /// <summary>Ends the process after that time, unless disposed before.</summary>
    public IDisposable EndAfter(TimeSpan limit, EndReason why) => new Timer(_ => End(why), null, limit, Timeout.InfiniteTimeSpan);

    public void Dispose()
    {
        watch?.Dispose();
        End(EndReason.Done);
        process.WaitForExit();
        family.Dispose();
        outputs.Dispose();
        toChild.Dispose();
        process.Dispose();
    }

    void TrySend(Message message)
    {
        try
        {
            messages.Send(message);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The process is gone: whoever waits for it is told so.
        }
    }

    void Receive()
    {
        try
        {
            while (messages.Receive() is { } message)
                Take(message);
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The process is gone: what it leaves behind says why.
        }
        catch (JsonException)
        {
            End(EndReason.BrokenPipe);
        }
        SayThatItHasEnded();
        // Closed by who reads it: closing waits for the reading to end, which it need not where another process holds the pipe open.
        fromChild.Dispose();
    }

    void SayThatItHasEnded()
    {
        lock (gate)
        {
            ended.Cancel();
            cell?.Done.TrySetResult(null);
        }
        ready.Set();
        questions.End();
    }

    void Take(Message message)
    {
        switch (message)
        {
            case Ready:
                ready.Set();
                break;
            case CellDone done:
                lock (gate)
                    cell?.Done.TrySetResult(done);
                break;
            case CellNeeds needs:
                lock (gate)
                    (cell ?? throw new JsonException("no cell asks for packages")).Restore(needs, TrySend);
                break;
            case Answer answer:
                questions.Take(answer);
                break;
            case CellText or CellValue or CellCleared or CellReads or CellWorks:
                outputs.Add(message);
                break;
            default:
                throw new JsonException($"a child does not send {message.GetType().Name}");
        }
    }

    void Look()
    {
        var (processes, memory) = family.Measure();
        if (memory > options.MemoryLimit)
            End(EndReason.MemoryLimit);
        else if (processes > options.ProcessLimit)
            End(EndReason.ProcessLimit);
    }

    ProcessStartInfo StartInfo(string folder, string mark)
    {
        var start = new ProcessStartInfo(DotnetHost.Path,
            [typeof(SessionProcess).Assembly.Location, CellProcess.Command, toChild.GetClientHandleAsString(), fromChild.GetClientHandleAsString()])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime throws OutOfMemoryException, which a notebook survives, before the process reaches the limit that ends it.
        if (options.MemoryLimit is { } memory)
            start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{memory / 10 * 8:x}";
        if (options.CleanEnvironment)
            CleanEnvironment.Clean(start.Environment);
        start.Environment[ProcessFamily.Variable] = mark;
        options.Starting?.Invoke(start);
        return start;
    }
}
