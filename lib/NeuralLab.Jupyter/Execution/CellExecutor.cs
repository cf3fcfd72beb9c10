using System.Text.Json.Nodes;
using NeuralLab.Jupyter.Messaging;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Execution;

/// <summary>Runs the code of <c>execute_request</c>s, one after the other.</summary>
sealed class CellExecutor(CellSession session, Channels channels, InputRequests input)
{
    int executionCount;

    public History History { get; } = new();

    /// <summary>Runs the code; all its outputs have been sent when this returns.</summary>
    /// <returns>The reply. Its status says whether the code failed.</returns>
    public JsonObject Execute(JupyterMessage request)
    {
        var code = request.Text("code");
        var isSilent = request.Flag("silent");
        var isStored = request.Flag("store_history", byDefault: true) && !isSilent;
        if (isStored)
            executionCount++;
        if (!isSilent)
            channels.Publish("execute_input", new JsonObject { ["code"] = code, ["execution_count"] = executionCount }, request);

        var (fault, result, payload) = DocumentationQuery.Parse(code) is { } name
            ? (null, null, DocumentationQuery.Answer(session, name))
            : isSilent ? RunQuietly(code) : RunAloud(code, request);
        if (isStored)
            History.Add(executionCount, code, result);
        return fault is null ? Success(request, payload) : Failure(fault, code, isSilent, request);
    }

    /// <summary>The reply to a request that was waiting when an earlier one failed.</summary>
    public JsonObject Abort() => new()
    {
        ["status"] = "aborted",
        ["ename"] = "Aborted",
        ["evalue"] = "an earlier cell failed",
        ["traceback"] = new JsonArray(),
        ["execution_count"] = executionCount,
    };

    (CellFault?, string?, JsonArray) RunAloud(string code, JupyterMessage request)
    {
        var outputs = new PublishedOutputs(channels, request, executionCount, (prompt, interrupted) => input.Ask(request, prompt, interrupted));
        var fault = Run(code, outputs);
        outputs.End();
        return (fault, outputs.ResultText, []);
    }

    (CellFault?, string?, JsonArray) RunQuietly(string code) => (Run(code, new QuietOutputs()), null, []);

    CellFault? Run(string code, ICellReceiver receiver)
    {
        if (string.IsNullOrWhiteSpace(code))
            return null;
        var result = session.Run(code, executionCount, receiver);
        // The next cell should not wait for the process that replaces the one which this one ended.
        if (result.IsStateLost)
            session.Start();
        return result.Fault;
    }

    JsonObject Success(JupyterMessage request, JsonArray payload) => new()
    {
        ["status"] = "ok",
        ["execution_count"] = executionCount,
        ["payload"] = payload,
        ["user_expressions"] = new JsonObject((request.Content["user_expressions"] as JsonObject ?? [])
            .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Evaluate(pair.Value?.ToString() ?? "")))),
    };

    JsonObject Failure(CellFault fault, string code, bool isSilent, JupyterMessage request)
    {
        var reply = Describe(fault, code);
        if (!isSilent)
            channels.Publish("error", (JsonObject)reply.DeepClone(), request);
        reply["status"] = "error";
        reply["execution_count"] = executionCount;
        reply["payload"] = new JsonArray();
        reply["user_expressions"] = new JsonObject();
        return reply;
    }

    JsonObject Evaluate(string expression)
    {
        var outputs = new QuietOutputs();
        if (Run(expression, outputs) is { } fault)
        {
            var error = Describe(fault, expression);
            error["status"] = "error";
            return error;
        }
        return new JsonObject { ["status"] = "ok", ["data"] = outputs.Value ?? [], ["metadata"] = new JsonObject() };
    }

    static JsonObject Describe(CellFault fault, string code) => new()
    {
        ["ename"] = fault.Name,
        ["evalue"] = fault.Message,
        ["traceback"] = new JsonArray([.. Traceback.Of(fault, code).Select(line => JsonValue.Create(line))]),
    };
}
