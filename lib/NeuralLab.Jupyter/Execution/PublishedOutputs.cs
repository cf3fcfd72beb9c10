using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using NeuralLab.Jupyter.Messaging;
using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Execution;

/// <summary>Sends the outputs of one cell to the front ends as they come, and one line that shows how far long work is.</summary>
/// <param name="channels">To the front ends.</param>
/// <param name="request">The <c>execute_request</c>.</param>
/// <param name="executionCount">The number of the cell's result.</param>
/// <param name="readLine">Asks the front end for a line.</param>
sealed class PublishedOutputs(Channels channels, JupyterMessage request, int executionCount, Func<string, CancellationToken, string?> readLine) : ICellReceiver
{
    /// <summary>What a cell has shown is shown again when the line of progress goes; a cell that shows more has no such line.</summary>
    const int MaximumReplay = 1 << 20;

    readonly Lock gate = new();
    readonly List<(string Type, JsonObject Content, int Length)> shown = [];
    readonly string progressId = $"progress-{Guid.NewGuid():N}";
    bool isProgressShown;
    bool isClearPending;
    int shownLength;

    /// <summary>The plain text of the cell's result, if it had one.</summary>
    public string? ResultText { get; private set; }

    public void Text(string stream, string text) =>
        Show("stream", new JsonObject { ["name"] = stream, ["text"] = text }, text.Length);

    public void Display(JsonObject data, string? displayId)
    {
        var content = new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["transient"] = Transient(displayId) };
        Show("display_data", content, LengthOf(data));
    }

    public void Result(JsonObject data)
    {
        ResultText = data[MimeTypes.Text]?.ToString();
        Show("execute_result", new JsonObject { ["execution_count"] = executionCount, ["data"] = data, ["metadata"] = new JsonObject() }, LengthOf(data));
    }

    public void Update(JsonObject data, string displayId)
    {
        lock (gate)
        {
            foreach (var (_, content, _) in shown)
            {
                if (content["transient"]?["display_id"]?.ToString() == displayId)
                    content["data"] = data.DeepClone();
            }
            Publish("update_display_data", new JsonObject { ["data"] = data, ["metadata"] = new JsonObject(), ["transient"] = Transient(displayId) });
        }
    }

    public void Clear(bool wait)
    {
        lock (gate)
        {
            if (wait)
                isClearPending = true;
            else
                Forget();
            Publish("clear_output", new JsonObject { ["wait"] = wait });
        }
    }

    public string? Read(string prompt, CancellationToken interrupted) => readLine(prompt, interrupted);

    public void Progress(CellProgress? progress)
    {
        lock (gate)
        {
            if (progress is null)
                HideProgress();
            else if (isProgressShown)
                Publish("update_display_data", ProgressContent(progress));
            else if (shownLength <= MaximumReplay && !isClearPending)
                ShowProgress(progress);
        }
    }

    /// <summary>Takes the line of progress away, where the work has not ended by itself.</summary>
    public void End() => Progress(null);

    void Show(string type, JsonObject content, int length)
    {
        lock (gate)
        {
            if (isClearPending)
                Forget();
            shownLength += length;
            if (shownLength > MaximumReplay)
            {
                HideProgress();
                shown.Clear();
            }
            else
            {
                shown.Add((type, content, length));
            }
            Publish(type, content);
        }
    }

    void ShowProgress(CellProgress progress)
    {
        isProgressShown = true;
        Publish("display_data", ProgressContent(progress));
    }

    /// <summary>A single output cannot be taken back: all are, and the others are sent again.</summary>
    void HideProgress()
    {
        if (!isProgressShown)
            return;
        isProgressShown = false;
        Publish("clear_output", new JsonObject { ["wait"] = shown.Count > 0 });
        foreach (var (type, content, _) in shown)
            Publish(type, content);
    }

    /// <summary>After a clear there is nothing left, the line of progress neither.</summary>
    void Forget()
    {
        shown.Clear();
        (shownLength, isProgressShown, isClearPending) = (0, false, false);
    }

    JsonObject ProgressContent(CellProgress progress) => new()
    {
        ["data"] = new JsonObject
        {
            [MimeTypes.Text] = progress.ToString(),
            [MimeTypes.Html] = string.Create(CultureInfo.InvariantCulture, $"<div><progress value=\"{progress.Done}\" max=\"{progress.Total}\"></progress> {WebUtility.HtmlEncode(progress.ToString())}</div>"),
        },
        ["metadata"] = new JsonObject(),
        ["transient"] = Transient(progressId),
    };

    static JsonObject Transient(string? displayId) => displayId is null ? [] : new JsonObject { ["display_id"] = displayId };

    static int LengthOf(JsonObject data) => data.Sum(pair => pair.Value?.ToJsonString().Length ?? 0);

    void Publish(string type, JsonObject content) => channels.Publish(type, content, request);
}
