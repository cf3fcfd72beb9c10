using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks.Tests.Running;

/// <summary>Writes notebooks and runs them in real child processes.</summary>
sealed class Lab : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public static NotebookCell Code(string source, params string[] tags)
    {
        var cell = new NotebookCell(CellType.Code, source);
        if (tags.Length > 0)
            cell.Metadata["tags"] = new JsonArray([.. tags.Select(tag => JsonValue.Create(tag))]);
        return cell;
    }

    public string Write(string name, params NotebookCell[] cells)
    {
        new NotebookDocument { Cells = [.. cells] }.Save(Folder.File(name));
        return Folder.File(name);
    }

    public Task<NotebookRunResult> Run(params string[] cells) => Run(new RunOptions(), cells);

    public Task<NotebookRunResult> Run(RunOptions options, params string[] cells) => Run(options, [.. cells.Select(cell => Code(cell))]);

    public async Task<NotebookRunResult> Run(RunOptions options, params NotebookCell[] cells)
    {
        var path = Write($"{Guid.NewGuid():N}.ipynb", cells);
        return Assert.Single(await new NotebookRunner(options).RunAsync([path], cancellation: TestContext.Current.CancellationToken));
    }

    public void Dispose() => Folder.Dispose();
}

static class Outputs
{
    /// <summary>Everything that a cell printed to one stream.</summary>
    public static string Printed(this NotebookRunResult result, int cell, string stream = "stdout") =>
        string.Concat(result.Document.Cells[cell].Outputs.OfType<StreamOutput>().Where(output => output.Name == stream).Select(output => output.Text));

    public static ErrorOutput Error(this NotebookRunResult result, int cell) =>
        Assert.Single(result.Document.Cells[cell].Outputs.OfType<ErrorOutput>());

    public static string? ResultText(this NotebookRunResult result, int cell) =>
        result.Document.Cells[cell].Outputs.OfType<ExecuteResult>().LastOrDefault()?.Text(MimeTypes.Text);
}
