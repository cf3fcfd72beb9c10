using System.Text.Json.Nodes;
using NeuralLab.Jupyter.Messaging;

namespace NeuralLab.Jupyter.Execution;

/// <summary>Asks the front end that runs a cell for a line, over the stdin channel.</summary>
sealed class InputRequests(Channels channels)
{
    readonly Lock gate = new();
    (string Sender, TaskCompletionSource<string> Answer)? waiting;

    /// <summary>Takes answers; on a thread of its own.</summary>
    public void Run()
    {
        foreach (var received in channels.Stdin.Receive())
        {
            if (channels.Read(received) is not { Type: "input_reply" } reply)
                continue;
            // An answer that nobody waits for any more comes from a question that was interrupted.
            lock (gate)
            {
                if (waiting is { } question && question.Sender == Convert.ToHexString(reply.Sender))
                    question.Answer.TrySetResult(reply.Text("value"));
            }
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    /// <returns>The line; null where the front end does not answer questions, or the cell is interrupted.</returns>
    public string? Ask(JupyterMessage request, string prompt, CancellationToken interrupted)
    {
        if (!request.Flag("allow_stdin"))
            return null;
        var answer = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
            waiting = (Convert.ToHexString(request.Sender), answer);
        try
        {
            if (!channels.Send(channels.Stdin, request, "input_request", new JsonObject { ["prompt"] = prompt, ["password"] = false }))
                return null;
            answer.Task.Wait(interrupted);
            return answer.Task.Result;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        finally
        {
            lock (gate)
                waiting = null;
        }
    }
}
