using System.Text.Json.Nodes;
using NeuralLab.Charts;
using NeuralLab.Charts.Tests;

namespace NeuralLab.Notebooks.Tests.Report;

/// <summary>Results of runs as the runner gives them: one that succeeded, one that failed, one that crashed.</summary>
static class SampleRuns
{
    public const string Attack = "</script><script>document.title = 'attacked'</script><img src=x onerror=\"document.title = 'attacked'\">";

    public static NotebookRunResult Succeeded { get; } = Run("NN1-forward-pass.ipynb", RunStatus.Succeeded,
    [
        Text("# NN1 Forward pass\n\nA layer computes $Z = W X + b$ and $A = \\sigma(Z)$ for **all samples** at once; see [NN2](NN2-backpropagation.ipynb) or [the web](https://example.org).\n\n$$\\sigma(z) = \\frac{1}{1 + e^{-z}}, \\qquad \\sigma'(z) = \\sigma(z)\\,(1 - \\sigma(z))$$\n\nMail someone@@example.org; a long one is $2 A s(b) + C + A e^2 s''(b)\\,x^2 + \\tfrac{1}{12} A e^4 s''''(b)\\,x^4 + \\dots + O(x^6)$."),
        Code("#!import lab.csx"),
        Text("## One neuron\n\nIts weights, and what they do. <b>Not markup.</b>\n\n| symbol | shape |\n|---|---|\n| $W$ | neurons x inputs |\n| $X$ | inputs x samples |\n\n- first\n- second\n"),
        Code("// The weights of the steps.\nvar k = 10.0;\nforeach (var edge in new[] { -0.5, 0.5, 1.5 })\n    Console.WriteLine($\"edge {edge}: b = {-k * edge}\");\nShow.Matrix(weights, \"W1\")", new StreamOutput("stdout", "edge -0.5: b = 5\nedge 0.5: b = -5\nedge 1.5: b = -15\n"), Of(Gallery.Tables["Matrix"])),
        Text("### Several figures"),
        .. Gallery.Figures.Select(figure => Code($"Figures.{figure.Key.Split(' ')[0]}(\"{figure.Value.Title}\", data)", Of(figure.Value))),
        Text("## Results"),
        Code("Show.Table(results)", Of(Gallery.Tables["Table"]), Shown(("text/html", "<table><thead><tr><th>Name</th></tr></thead><tbody><tr><td>plain</td></tr></tbody></table>"))),
        Code("Check.Answer(mine)",
            Shown(("application/vnd.neurallab.check+json", new JsonObject { ["passed"] = false }), ("text/plain", "Exercise NN1.2: not yet. The sign is wrong."), ("text/html", "<p style='x'>box</p>")),
            Shown(("application/vnd.neurallab.result+json", new JsonObject { ["reached"] = true }), ("text/plain", "reached: NN1 steps-large MSE 0.07"))),
        Text("## Your own chart with Plotly.NET"),
        Code("#r \"nuget: Plotly.NET, 5.1.0\"\nChart.Line(x, y)"),
    ]);

    public static NotebookRunResult Failed { get; } = Run("NN2-backpropagation.ipynb", RunStatus.Failed,
    [
        Text("# NN2 Backpropagation\n\n## One neuron\n\nThe same heading as in NN1."),
        Code("var x = 1;\nvar y = 0;\nx / y", new ErrorOutput("System.DivideByZeroException", "Attempted to divide by zero.", ["System.DivideByZeroException: Attempted to divide by zero.", "   at cell 1, line 3"])),
        Code("Console.WriteLine(\"never\");"),
    ]) with
    { Error = new(1, 3, "System.DivideByZeroException", "Attempted to divide by zero."), NotRun = [2] };

    public static NotebookRunResult Crashed { get; } = Run("crash.ipynb", RunStatus.Crashed, [Code("Environment.Exit(1);", Shown(("text/html", "<p style='color:teal'>A note of another library</p><script>draw()</script>"), ("text/plain", "a note")))]) with
    { Error = new(0, null, "ProcessExited", "The notebook's process ended with exit code 1.") };

    public static NotebookRunResult Hostile { get; } = Run($"{Attack.Replace('/', '_')}.ipynb", RunStatus.Succeeded,
    [
        Text($"# Hostile {Attack}\n\n[click](javascript:document.title='attacked') ![picture](https://example.org/p.png) $\\href{{javascript:alert(1)}}{{x}}$ ${Attack}$"),
        Code($"// {Attack}\nvar text = \"{Attack}\";", new StreamOutput("stdout", Attack), new StreamOutput("stderr", Attack),
            Of(Charts.Figures.Scatter(Attack, [new(Attack, [1, 2, 3], [1, 4, 9])], Attack, Attack).WithCaption(Attack)),
            Of(Show.Table(Attack, [Attack], [[Attack]])),
            Shown(("text/html", Attack)), Shown(("text/html", "<div><p>unbalanced</div></main></body>")), Shown(("text/html", "<form action=https://example.org><input><button>go</button></form>")),
            Shown(("image/png", "AAAA\" onerror=\"document.title = 'attacked'")), Shown(("text/plain", Attack)),
            new ErrorOutput(Attack, Attack, [Attack]),
            Shown(("application/vnd.neurallab.table+json", new JsonObject { ["title"] = 1 }), ("text/plain", "not a table")),
            Shown(("application/vnd.plotly.v1+json", new JsonArray()), ("text/plain", "not a figure"))),
    ]);

    public static NotebookRunResult Run(string path, RunStatus status, IReadOnlyList<NotebookCell> cells)
    {
        var ran = Enumerable.Range(0, cells.Count).Where(index => cells[index].CellType == CellType.Code);
        return new()
        {
            Path = path,
            Document = new NotebookDocument { Cells = [.. cells] },
            Status = status,
            Duration = TimeSpan.FromSeconds(12.3),
            Timings = [.. ran.Select(index => new CellTiming(index, TimeSpan.FromSeconds(0.42)))],
        };
    }

    public static NotebookCell Text(string source) => new(CellType.Markdown, source);

    public static NotebookCell Code(string source, params CellOutput[] outputs) => new(CellType.Code, source) { Outputs = [.. outputs] };

    public static DisplayOutput Of(Figure figure) =>
        Shown((Figure.MimeType, JsonNode.Parse(figure.ToJson())!), ("text/html", figure.ToHtml()), ("text/plain", figure.ToString()));

    static DisplayOutput Of(TableView table) =>
        Shown((TableView.MimeType, JsonNode.Parse(table.ToJson())!), ("text/html", table.ToHtml()), ("text/plain", table.ToString()));

    public static DisplayOutput Shown(params (string MimeType, JsonNode Content)[] bundle) =>
        new(new JsonObject(bundle.Select(pair => KeyValuePair.Create(pair.MimeType, (JsonNode?)pair.Content))), []);
}
