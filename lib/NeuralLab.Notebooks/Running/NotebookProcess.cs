using System.Diagnostics;
using System.IO.Pipes;
using System.Text.Json;
using NeuralLab.Notebooks.Execution;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>The parent's side of the process that runs one notebook's cells.</summary>
/// <remarks>Whoever wants the process to end (a limit, the user) ends it; the thread that waits for its messages then sees the pipe closed, and asks for the reason.</remarks>
sealed class NotebookProcess : IDisposable
{
    static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Processes are started one at a time: each inherits the pipes that are open for inheritance at that moment, and must get none but its own.</summary>
    static readonly Lock Starting = new();

    readonly AnonymousPipeServerStream toChild = new(PipeDirection.Out, HandleInheritability.Inheritable);
    readonly AnonymousPipeServerStream fromChild = new(PipeDirection.In, HandleInheritability.Inheritable);
    readonly RunOptions options;
    readonly OutputRecorder recorder;
    readonly Process process;
    readonly ProcessFamily family;
    readonly MessageStream messages;
    readonly NativeOutput standardOutput;
    readonly NativeOutput standardError;
    readonly Timer watch;
    int reason;

    NotebookProcess(string folder, RunOptions options, OutputRecorder recorder)
    {
        this.options = options;
        this.recorder = recorder;
        messages = new MessageStream(fromChild, toChild);
        var mark = Guid.NewGuid().ToString("N");
        lock (Starting)
        {
            process = Process.Start(StartInfo(folder, mark))!;
            toChild.DisposeLocalCopyOfClientHandle();
            fromChild.DisposeLocalCopyOfClientHandle();
        }
        process.StandardInput.Close();
        family = new ProcessFamily(process, mark);
        standardOutput = new NativeOutput(process.StandardOutput.BaseStream, text => recorder.Text("stdout", text));
        // A runtime that crashes explains itself on standard error: held back to go into the cell's error instead of its text.
        standardError = new NativeOutput(process.StandardError.BaseStream, text => recorder.Text("stderr", text), holdsBack: true);
        watch = new Timer(_ => Look(), null, LookInterval, LookInterval);
    }

    /// <summary>Why the parent ended the process; <see cref="EndReason.None"/> while it runs, or if it ended by itself.</summary>
    public EndReason Reason => (EndReason)Volatile.Read(ref reason);

    /// <summary>True once a cell has seen the process end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Starts a process whose current folder is the notebook's.</summary>
    public static NotebookProcess Start(string folder, RunOptions options, OutputRecorder recorder) => new(folder, options, recorder);

    /// <summary>Waits until the process takes cells. If it ends instead, the first cell will see that.</summary>
    public void WaitUntilReady()
    {
        try
        {
            messages.Receive();
        }
        catch (IOException)
        {
            // The first cell asks for the reason.
        }
    }

    /// <summary>Runs one cell to its end, or to the end of the process.</summary>
    /// <returns>Why the cell failed, or null.</returns>
    public CellFault? RunCell(int number, IReadOnlyList<string> references, IReadOnlyList<CodePiece> pieces)
    {
        var mark = $"\u0002{Guid.NewGuid():N}\u0003";
        standardOutput.Expect(mark);
        standardError.Expect(mark);
        using var limit = EndAfter(options.CellTimeLimit, EndReason.CellTimeLimit);
        try
        {
            messages.Send(new RunCell(number, references, pieces, mark));
            while (messages.Receive() is { } message)
            {
                switch (message)
                {
                    case CellText text:
                        recorder.Text(text.Stream == "stderr" ? "stderr" : "stdout", text.Text);
                        break;
                    case CellValue value:
                        recorder.Value(value.Data, value.IsResult);
                        break;
                    case CellDone done:
                        standardOutput.WaitForMark(Grace);
                        standardError.WaitForMark(Grace);
                        return done.Fault;
                }
            }
        }
        catch (IOException)
        {
            // The process is gone: what it leaves behind says why.
        }
        catch (JsonException)
        {
            End(EndReason.BrokenPipe);
        }
        return Ended();
    }

    /// <summary>Waits for the end of a process that has ended or is being ended, and says why it did.</summary>
    public CellFault Ended()
    {
        HasEnded = true;
        if (!process.WaitForExit(Grace))
            family.Kill();
        process.WaitForExit();
        // Processes that a cell started and left behind would keep the output open.
        family.Kill();
        standardOutput.WaitForEnd(Grace);
        standardError.WaitForEnd(Grace);
        var crash = CrashReport.Read(process.ExitCode, standardError.TakeHeld());
        if (crash.Before.Length > 0)
            recorder.Text("stderr", crash.Before);
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
        watch.Dispose();
        End(EndReason.Done);
        process.WaitForExit();
        toChild.Dispose();
        fromChild.Dispose();
        process.Dispose();
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
            [typeof(NotebookProcess).Assembly.Location, CellProcess.Command, toChild.GetClientHandleAsString(), fromChild.GetClientHandleAsString()])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // The runtime throws OutOfMemoryException, which a notebook survives, before the process reaches the limit that ends it.
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{options.MemoryLimit / 10 * 8:x}";
        start.Environment[ProcessFamily.Variable] = mark;
        return start;
    }
}
