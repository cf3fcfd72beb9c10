using System.Text.Json.Nodes;
using NeuralLab.Notebooks.Tests.Running;

namespace NeuralLab.Notebooks.Tests.Packages;

/// <summary>Sections tagged <c>plotly-net</c>, with the real packages where a source that this machine reaches has them.</summary>
public sealed class OptionalSectionTests : IDisposable
{
    const string Packages = "#r \"nuget: Plotly.NET, 5.1.0\"\n#r \"nuget: Plotly.NET.Interactive, 5.0.0\"\n#r \"nuget: Plotly.NET.CSharp, 0.13.0\"";

    const string OwnChart = """
        Plotly.NET.CSharp.Chart.Line<int, double, string>(x: new[] { 1, 2 }, y: new[] { 3.0, 4.0 }, Name: "</script>")
            .WithYAxisStyle<double, double, string>(TitleText: "loss", AxisType: Plotly.NET.StyleParam.AxisType.Log)
        """;

    readonly Lab lab = new();
    readonly RunOptions options = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_chart_is_a_drawn_figure_whether_it_was_one_of_ours_or_made_by_the_package()
    {
        File.Copy(Script("plotly-net.csx"), lab.Folder.File("plotly-net.csx"));
        var result = await lab.Run(
            options,
            Lab.Code($"#r \"{Path.Combine(AppContext.BaseDirectory, "NeuralLab.Charts.dll")}\"\nusing NeuralLab.Charts;"),
            Optional(Packages),
            Optional("#!import plotly-net.csx"),
            Optional("ToPlotlyNet(Figures.Lines(\"A line\", [new Series(\"one\", [1.0, 2.0], [3.0, 4.0])], \"x\", Axis.Log(\"y\")))"),
            Optional($"using Plotly.NET.CSharp;\n{OwnChart}"),
            Optional("using Plotly.NET.CSharp;\nPlotly.NET.CSharp.Chart.Combine(new[] { 0, 1 }.Select(_ =>\n" + OwnChart + "))"));

        NeedsPackages(result);
        Assert.Equal((RunStatus.Succeeded, null, null), (result.Status, result.ErrorSummary, result.OptionalErrorSummary));
        var (ours, own, both) = (Shown(result, 3), Shown(result, 4), Shown(result, 5));
        Assert.Equal("A line. 1 trace (scatter).", ours.Text(MimeTypes.Text));
        Assert.Equal("[3,4]", Figure(ours)["data"]![0]!["y"]!.ToJsonString());
        Assert.Equal(("log", "log"), ((string?)Figure(ours)["layout"]!["yaxis"]!["type"], (string?)Figure(own)["layout"]!["yaxis"]!["type"]));
        Assert.Equal("Chart of Plotly.NET. 2 traces (scatter).", both.Text(MimeTypes.Text));
        Assert.Contains("neuralLabFigure.draw", own.Text(MimeTypes.Html), StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(own.Text(MimeTypes.Html)!, "</script>"));
        Assert.Contains("class=\"figure\"", HtmlReport.Render([result]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_using_of_its_extension_methods_a_chart_does_not_compile_and_the_notebook_goes_on()
    {
        var result = await lab.Run(options, Optional(Packages), Optional(OwnChart), Optional("1 + 1"), Lab.Code("6 * 7"));

        NeedsPackages(result);
        Assert.Equal((RunStatus.Succeeded, null, 1), (result.Status, result.Error, result.OptionalError!.CellIndex));
        Assert.Contains("CS1061", result.OptionalErrorSummary, StringComparison.Ordinal);
        Assert.Equal([2], result.NotRun);
        Assert.Equal("42", result.ResultText(3));
        var page = HtmlReport.Render([result]);
        Assert.Contains("optional section failed", page, StringComparison.Ordinal);
        Assert.Contains("Stopped here: cell 2, line 2.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Environment.Exit(3);", RunStatus.Succeeded, "ProcessExited")]
    [InlineData("throw new InvalidOperationException(\"no\");", RunStatus.Succeeded, "System.InvalidOperationException")]
    public async Task What_ends_the_last_section_is_counted_apart_if_it_is_optional(string code, RunStatus status, string name)
    {
        var result = await lab.Run(options, Lab.Code("1"), Optional(code), Optional("2"));
        Assert.Equal((status, null, name), (result.Status, result.Error, result.OptionalError?.Name));
        Assert.Equal([2], result.NotRun);
    }

    [Fact]
    public async Task An_optional_section_that_takes_the_rest_of_the_notebook_with_it_fails_it()
    {
        var result = await lab.Run(options, Lab.Code("1"), Optional("Environment.Exit(3);"), Lab.Code("2"));
        Assert.Equal((RunStatus.Crashed, "ProcessExited", null), (result.Status, result.Error?.Name, result.OptionalError));
    }

    static void NeedsPackages(NotebookRunResult result) =>
        Assert.SkipWhen(result.Skipped.Count > 0, "The packages of Plotly.NET cannot be restored on this machine.");

    static NotebookCell Optional(string source) => Lab.Code(source, "plotly-net", "raises-exception");

    static ExecuteResult Shown(NotebookRunResult result, int cell) => Assert.Single(result.Document.Cells[cell].Outputs.OfType<ExecuteResult>());

    static JsonObject Figure(DisplayOutput shown) => Assert.IsType<JsonObject>(shown.Data[MimeTypes.Plotly]);

    static string Script(string name)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NeuralLab.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, "notebooks", name);
    }
}
