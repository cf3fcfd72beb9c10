using System.Text.Json.Nodes;
using NeuralLab.Jupyter.Execution;
using NeuralLab.Jupyter.Messaging;
using NeuralLab.Jupyter.Zmtp;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter;

/// <summary>
/// A Jupyter kernel for C# (Jupyter messaging 5.3): takes requests on the shell channel one after the other, and meanwhile on the control
/// channel those that interrupt or end it. Cells run in a process of their own, so that nothing that they do ends the kernel.
/// </summary>
public sealed class JupyterKernel : IDisposable
{
    readonly Channels channels;
    readonly CellSession session;
    readonly InputRequests input;
    readonly CellExecutor executor;
    readonly Queue<JupyterMessage> passedOver = [];
    readonly ManualResetEventSlim stopped = new();
    readonly Action<string> log;
    readonly ConnectionFile file;

    /// <summary>Binds the ports, and begins to start the process for the cells.</summary>
    /// <param name="file">Where front ends are met.</param>
    /// <param name="folder">The notebook's folder, which relative paths in cells start from.</param>
    /// <param name="log">Takes lines for whoever runs the kernel.</param>
    /// <exception cref="ConnectionFileException">A port cannot be bound.</exception>
    public JupyterKernel(ConnectionFile file, string folder, Action<string> log)
    {
        this.file = file;
        this.log = log;
        session = new CellSession(folder);
        // The process takes longer to start than everything here: both at the same time.
        var starting = Task.Run(session.Start);
        try
        {
            channels = new Channels(file, log);
        }
        catch
        {
            starting.Wait();
            session.Dispose();
            throw;
        }
        input = new InputRequests(channels);
        executor = new CellExecutor(session, channels, input);
    }

    /// <summary>True while a cell runs.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Serves front ends until one of them, or <see cref="Stop"/>, ends the kernel.</summary>
    public void Run()
    {
        StartThread("shell", ServeShell);
        StartThread("control", ServeControl);
        StartThread("stdin", input.Run);
        channels.Start();
        channels.PublishStatus("starting", null);
        stopped.Wait();
    }

    /// <summary>Ends the cell that runs, if one does; variables of earlier cells are kept.</summary>
    public void Interrupt() => session.Interrupt();

    /// <summary>Ends <see cref="Run"/>.</summary>
    public void Stop() => stopped.Set();

    /// <summary>Ends the process of the cells, tells front ends what they still wait for, and frees the ports.</summary>
    public void Dispose()
    {
        session.Dispose();
        channels.Dispose();
    }

    void ServeShell()
    {
        foreach (var received in channels.Shell.Receive())
        {
            if (channels.Read(received) is { } request)
                Serve(channels.Shell, request, AnswerShell);
            // What a failure did not abort comes in its order.
            while (passedOver.TryDequeue(out var next))
                Serve(channels.Shell, next, AnswerShell);
        }
    }

    void ServeControl()
    {
        foreach (var received in channels.Control.Receive())
        {
            if (channels.Read(received) is { } request)
                Serve(channels.Control, request, AnswerControl);
        }
    }

    /// <summary>Busy, the answer, idle: what every request gets, whatever happens.</summary>
    void Serve(RouterSocket channel, JupyterMessage request, Func<JupyterMessage, (string Type, JsonObject Content)?> answer)
    {
        channels.PublishStatus("busy", request);
        var isShutdown = request.Type == "shutdown_request";
        try
        {
            if (answer(request) is { } reply)
                channels.Send(channel, request, reply.Type, reply.Content);
            if (isShutdown)
                channels.Publish("shutdown_reply", Shutdown(request), request);
        }
        catch (ObjectDisposedException) when (stopped.IsSet)
        {
            return;
        }
        catch (Exception fault)
        {
            // A request that cannot be answered must not end the kernel, nor leave the front end waiting.
            log($"{request.Type}: {fault}");
            channels.Send(channel, request, request.Type.Replace("_request", "_reply", StringComparison.Ordinal), new JsonObject
            {
                ["status"] = "error",
                ["ename"] = fault.GetType().FullName,
                ["evalue"] = fault.Message,
                ["traceback"] = new JsonArray(),
            });
        }
        channels.PublishStatus("idle", request);
        if (isShutdown)
            Stop();
    }

    (string, JsonObject)? AnswerControl(JupyterMessage request)
    {
        if (request.Type != "interrupt_request")
            return AnswerAlways(request);
        Interrupt();
        return ("interrupt_reply", new JsonObject { ["status"] = "ok" });
    }

    (string, JsonObject)? AnswerShell(JupyterMessage request)
    {
        switch (request.Type)
        {
            case "execute_request":
                return ("execute_reply", Execute(request));
            case "complete_request":
                return ("complete_reply", CodeRequests.Complete(session, request));
            case "inspect_request":
                return ("inspect_reply", CodeRequests.Inspect(session, request));
            case "is_complete_request":
                return ("is_complete_reply", CodeRequests.IsComplete(session, request));
            case "history_request":
                return ("history_reply", executor.History.Answer(request));
            case "comm_open":
                // There is nothing here that front ends could speak with.
                channels.Publish("comm_close", new JsonObject { ["comm_id"] = request.Text("comm_id"), ["data"] = new JsonObject() }, request);
                return null;
            case "comm_msg" or "comm_close":
                return null;
            default:
                return AnswerAlways(request);
        }
    }

    (string, JsonObject)? AnswerAlways(JupyterMessage request)
    {
        switch (request.Type)
        {
            case "kernel_info_request":
                return ("kernel_info_reply", KernelInfo.Content);
            case "comm_info_request":
                return ("comm_info_reply", new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() });
            case "connect_request":
                return ("connect_reply", Ports());
            case "shutdown_request":
                return ("shutdown_reply", Shutdown(request));
            default:
                log($"a request of a kind that is not known here is not answered: {request.Type}");
                return null;
        }
    }

    JsonObject Execute(JupyterMessage request)
    {
        JsonObject reply;
        IsBusy = true;
        try
        {
            reply = executor.Execute(request);
        }
        finally
        {
            IsBusy = false;
        }
        if (reply["status"]!.ToString() == "error" && request.Flag("stop_on_error", byDefault: true))
            AbortWaiting();
        return reply;
    }

    /// <summary>Whoever sent several cells at once wants none of them to run after one that failed.</summary>
    void AbortWaiting()
    {
        while (channels.Shell.TryReceive(out var received))
        {
            if (channels.Read(received) is not { } request)
                continue;
            if (request.Type == "execute_request")
                Serve(channels.Shell, request, _ => ("execute_reply", executor.Abort()));
            else
                passedOver.Enqueue(request);
        }
    }

    JsonObject Ports() => new()
    {
        ["status"] = "ok",
        ["shell_port"] = file.ShellPort,
        ["iopub_port"] = file.IopubPort,
        ["stdin_port"] = file.StdinPort,
        ["hb_port"] = file.HeartbeatPort,
        ["control_port"] = file.ControlPort,
    };

    static JsonObject Shutdown(JupyterMessage request) => new() { ["status"] = "ok", ["restart"] = request.Flag("restart") };

    static void StartThread(string name, Action run) => new Thread(() => run()) { IsBackground = true, Name = name }.Start();
}
