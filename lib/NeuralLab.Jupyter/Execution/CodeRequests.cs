using System.Text.Json.Nodes;
using NeuralLab.Jupyter.Messaging;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Execution;

/// <summary>Requests about code that is being written: what can stand here, what is this, is it complete.</summary>
static class CodeRequests
{
    public static JsonObject Complete(CellSession session, JupyterMessage request)
    {
        var (code, cursor) = Place(request);
        var completion = session.CompleteAsync(code, cursor).GetAwaiter().GetResult();
        var (start, end) = (CodePoints.FromUnits(code, completion.Start), CodePoints.FromUnits(code, completion.End));
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. completion.Matches.Select(match => JsonValue.Create(match.Text))]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            // No part of the protocol yet, but what front ends draw symbols and signatures from.
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([.. completion.Matches.Select(match => new JsonObject
                {
                    ["text"] = match.Text,
                    ["type"] = match.Kind,
                    ["signature"] = match.Signature,
                    ["start"] = start,
                    ["end"] = end,
                })]),
            },
        };
    }

    public static JsonObject Inspect(CellSession session, JupyterMessage request)
    {
        var (code, cursor) = Place(request);
        var found = session.InspectAsync(code, cursor).GetAwaiter().GetResult();
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = found is not null,
            ["data"] = found is null ? new JsonObject() : new JsonObject { [MimeTypes.Text] = found.Text, ["text/markdown"] = found.Markdown },
            ["metadata"] = new JsonObject(),
        };
    }

    public static JsonObject IsComplete(CellSession session, JupyterMessage request)
    {
        var state = session.StateOfAsync(request.Text("code")).GetAwaiter().GetResult();
        return state.Completeness switch
        {
            CodeCompleteness.Incomplete => new JsonObject { ["status"] = "incomplete", ["indent"] = state.Indent },
            CodeCompleteness.Invalid => new JsonObject { ["status"] = "invalid" },
            _ => new JsonObject { ["status"] = "complete" },
        };
    }

    static (string Code, int Cursor) Place(JupyterMessage request)
    {
        var code = request.Text("code");
        return (code, CodePoints.ToUnits(code, request.Number("cursor_pos", int.MaxValue)));
    }
}
