using System.Globalization;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>Why the parent ended a notebook's process.</summary>
enum EndReason
{
    /// <summary>It did not: the process ended by itself.</summary>
    None,
    CellTimeLimit,
    NotebookTimeLimit,
    MemoryLimit,
    ProcessLimit,
    BrokenPipe,
    Cancelled,
    Interrupted,
    Done,
}

/// <summary>Tells the reader why a notebook was ended.</summary>
static class EndReasons
{
    /// <summary>The fault to show at the cell that ran; null where the process ended by itself.</summary>
    public static CellFault? Describe(this EndReason reason, SessionOptions options)
    {
        (string Name, string Message)? fault = reason switch
        {
            EndReason.CellTimeLimit => (FaultNames.TimeLimit, $"the cell ran longer than its limit of {Seconds(options.CellTimeLimit!.Value)} s; the notebook was ended"),
            EndReason.NotebookTimeLimit => (FaultNames.TimeLimit, $"the notebook ran longer than its limit of {Seconds(options.NotebookTimeLimit!.Value)} s; it was ended in this cell"),
            EndReason.MemoryLimit => (FaultNames.MemoryLimit, $"the notebook used more than its limit of {options.MemoryLimit >> 20} MiB of memory; it was ended in this cell"),
            EndReason.ProcessLimit => (FaultNames.ProcessLimit, $"the notebook had more than its limit of {options.ProcessLimit} processes; all were ended in this cell"),
            EndReason.BrokenPipe => (FaultNames.ProcessKilled, "the notebook's process sent what no cell can send; it was ended in this cell"),
            EndReason.Interrupted => (FaultNames.Interrupted, $"the cell did not end within {Seconds(options.InterruptGrace)} s of its interruption; its process was ended"),
            EndReason.Cancelled => (FaultNames.Cancelled, "the run was cancelled in this cell"),
            _ => null,
        };
        return fault is var (name, message) ? new CellFault(name, message, null, [message]) : null;
    }

    static string Seconds(TimeSpan limit) => limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}
