using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>The child process: takes cells from its parent, one after the other, until the parent closes the pipe or is gone.</summary>
static class CellProcess
{
    /// <summary>First argument of the child; the handles of its two pipes follow.</summary>
    public const string Command = "run-cells";

    public static int Run(string inputHandle, string outputHandle)
    {
        using var input = new AnonymousPipeClientStream(PipeDirection.In, inputHandle);
        using var output = new AnonymousPipeClientStream(PipeDirection.Out, outputHandle);
        NativeMethods.KeepFromChildren(input.SafePipeHandle);
        NativeMethods.KeepFromChildren(output.SafePipeHandle);
        // Ctrl+C reaches the whole terminal group; the parent decides when this process ends.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);

        var parent = new MessageStream(input, output);
        var cells = new BlockingCollection<RunCell>();
        new Thread(() => ReceiveCells(parent, cells)) { IsBackground = true, Name = "parent" }.Start();

        var outputs = new CellOutputs(parent);
        var runner = new CellRunner(outputs, Environment.CurrentDirectory);
        CellRunner.WarmUp();
        parent.Send(new Ready());
        foreach (var cell in cells.GetConsumingEnumerable())
        {
            outputs.CaptureConsole();
            var fault = runner.Run(cell);
            outputs.MarkEnd(cell.EndMark);
            parent.Send(new CellDone(fault));
        }
        return 0;
    }

    /// <summary>When the parent is gone there is nobody left to stop a running cell, so the process ends itself, at once.</summary>
    static void ReceiveCells(MessageStream parent, BlockingCollection<RunCell> cells)
    {
        while (parent.Receive() is RunCell cell)
            cells.Add(cell);
        Process.GetCurrentProcess().Kill();
    }
}
