using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>The child process: takes cells from its parent, one after the other, until the parent closes the pipe or is gone.</summary>
sealed class CellProcess : IDisposable
{
    /// <summary>First argument of the child; the handles of its two pipes follow.</summary>
    public const string Command = "run-cells";

    /// <summary>As much as the main thread has on most systems.</summary>
    const int StackSize = 8 << 20;

    readonly BlockingCollection<RunningCell> cells = [];
    readonly BlockingCollection<Question> questions = [];
    readonly MessageStream parent;
    readonly CellOutputs outputs;
    readonly CellInput input;
    readonly CellPackages packages;
    readonly CellRunner runner;
    volatile RunningCell current = RunningCell.None;

    CellProcess(MessageStream parent)
    {
        this.parent = parent;
        outputs = new CellOutputs(parent, () => current.EndsAtWrite);
        input = new CellInput(parent, () => current.Interrupted);
        packages = new CellPackages(parent);
        runner = new CellRunner(outputs, packages, Environment.CurrentDirectory);
    }

    public static int Run(string inputHandle, string outputHandle)
    {
        using var input = new AnonymousPipeClientStream(PipeDirection.In, inputHandle);
        using var output = new AnonymousPipeClientStream(PipeDirection.Out, outputHandle);
        NativeMethods.KeepFromChildren(input.SafePipeHandle);
        NativeMethods.KeepFromChildren(output.SafePipeHandle);
        NativeMethods.AdoptOrphans();
        // Ctrl+C reaches the whole terminal group; the parent decides when this process ends.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var process = new CellProcess(new MessageStream(input, output));
        process.RunCells();
        return 0;
    }

    public void Dispose()
    {
        cells.Dispose();
        questions.Dispose();
        input.Dispose();
    }

    void RunCells()
    {
        new Thread(Receive) { IsBackground = true, Name = "parent" }.Start();
        new Thread(AnswerQuestions) { IsBackground = true, Name = "questions" }.Start();
        LibraryHooks.Set(() => current.Interrupted, new WorkReports(parent, () => current.Started), outputs);
        CellRunner.WarmUp();
        parent.Send(new Ready());
        foreach (var cell in cells.GetConsumingEnumerable())
        {
            outputs.BeginCell();
            Console.SetIn(input);
            CellFault? fault = null;
            var culture = CultureInfo.CurrentCulture;
            // A thread of its own: on one that was aborted before, the runtime does not abort reliably.
            var thread = new Thread(() =>
            {
                CultureInfo.CurrentCulture = culture;
                fault = runner.Run(cell);
                culture = CultureInfo.CurrentCulture;
            }, StackSize) { Name = $"cell {cell.Message.Number}" };
            thread.Start();
            thread.Join();
            CultureInfo.CurrentCulture = culture;
            cell.HasEnded = true;
            outputs.MarkEnd(cell.Message.EndMark);
            parent.Send(new CellDone(fault));
        }
    }

    /// <summary>On a thread of its own: whether a cell runs or not, it neither waits for the answers nor they for it.</summary>
    void AnswerQuestions()
    {
        foreach (var question in questions.GetConsumingEnumerable())
            parent.Send(runner.Answer(question));
    }

    /// <summary>When the parent is gone there is nobody left to stop a running cell, so the process ends what it started and itself, at once.</summary>
    void Receive()
    {
        while (parent.Receive() is { } message)
        {
            switch (message)
            {
                case RunCell cell:
                    cells.Add(current = new RunningCell(cell));
                    break;
                case InterruptCell interrupt when interrupt.EndMark == current.Message.EndMark:
                    current.Interrupt();
                    break;
                case InputLine line:
                    input.Take(line.Text);
                    break;
                case PackagesFound found:
                    packages.Take(found);
                    break;
                case Question question:
                    questions.Add(question);
                    break;
            }
        }
        ProcessFamily.KillDescendants(Environment.ProcessId);
        Process.GetCurrentProcess().Kill();
    }
}
