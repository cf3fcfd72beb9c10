using System.Text.Json;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>A cell that runs in a session's process: what the parent's side waits for, and the packages that it fetches meanwhile.</summary>
/// <param name="restore">Fetches the packages that a cell asks for, and says where their assemblies are.</param>
/// <param name="limit">The cell's time, which does not run while packages are fetched; null: none.</param>
sealed class AwaitedCell(Func<CellNeeds, IReadOnlyList<string>> restore, TimeLimit? limit)
{
    bool hasAsked;

    /// <summary>How the cell ended; null if its process ended before.</summary>
    public TaskCompletionSource<CellDone?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to fetch what the cell asks for, and sends the answer when it is there.</summary>
    /// <exception cref="JsonException">A cell asks for packages once: a child that asks more often, or for what is none, is no honest one.</exception>
    public void Restore(CellNeeds needs, Action<Message> send)
    {
        if (Done.Task.IsCompleted || hasAsked || !needs.IsWellFormed)
            throw new JsonException("a cell does not ask for that");
        hasAsked = true;
        // Restoring takes long, and is waited for: no work for a pooled thread.
        new Thread(() => RestoreNow(needs, send)) { IsBackground = true, Name = "restore" }.Start();
    }

    void RestoreNow(CellNeeds needs, Action<Message> send)
    {
        limit?.Pause();
        try
        {
            send(new PackagesFound(restore(needs), null));
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
        {
            // Whoever cancelled the cell or disposed of the session knows.
        }
        catch (Exception fault)
        {
            // On a thread of its own whatever goes wrong would end this process, and all notebooks with it.
            send(new PackagesFound([], fault is PackageRestoreException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}"));
        }
        limit?.Resume();
    }
}
