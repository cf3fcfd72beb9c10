using System.Collections.Concurrent;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>What the parent has asked its process and waits to hear. Several may be open at a time; answers come in any order.</summary>
sealed class Questions
{
    readonly ConcurrentDictionary<int, TaskCompletionSource<Answer?>> open = new();
    int asked;

    /// <summary>Asks and waits.</summary>
    /// <param name="send">Sends the question of that number; false where nobody is there to answer.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The answer; null where nobody gives one.</returns>
    public async Task<Answer?> AskAsync(Func<int, bool> send, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref asked);
        var question = open[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var forget = cancellation.Register(() => question.TrySetCanceled(cancellation));
        try
        {
            return send(id) ? await question.Task : null;
        }
        finally
        {
            open.TryRemove(id, out _);
        }
    }

    /// <summary>Gives an answer to who waits for it.</summary>
    public void Take(Answer answer)
    {
        if (open.TryGetValue(answer.Id, out var question))
            question.TrySetResult(answer);
    }

    /// <summary>Nobody will answer any more.</summary>
    public void End()
    {
        foreach (var question in open.Values)
            question.TrySetResult(null);
    }
}
