using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;
using NeuralLab.Notebooks.Tests.Report;

namespace NeuralLab.Notebooks.Tests.Fuzz;

/// <summary>Whatever others hand us, each reader gives a value or its one typed error, and what it gave can be used. What once broke one is kept in <c>Crashers</c>.</summary>
[Trait("Category", "Fuzz")]
public sealed partial class FuzzTests
{
    static readonly string[] JsonPieces =
    [
        "{", "}", "[", "]", "\"", ",", ":", "null", "true", "1e999", "-0", "9223372036854775808", "\"\\ud800\"", "\"\\u0000\"", "\"\\f\"", "\"a\":1,\"a\":2,", "{\"a\":{}}", "\ufeff", "\"cell_type\":\"code\",",
        "\"metadata\":null,", "\"source\":[[]],", "\"outputs\":[{}],", "\"id\":\"\",", "\"nbformat\":4,", "\"data\":{\"text/html\":[\"<b>\"]},", "\"type\":\"value\",", "\"displayId\":\"x\",", "\"role\":1,", "\"tags\":[1,\"parameters\"],",
    ];

    static readonly string[] MarkdownPieces =
    [
        "[", "](", ")", "![", "<", ">", "`", "```\n", "$", "$$", "|", "\n|---|---|\n", "\n- ", "\n  - ", "\n> ", "*", "_", "**", "\n# Cell 1\n", "\n## Figure 2\n", "<javascript:alert(1)>", "<file:///etc/passwd>",
        "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "![p](https://example.org/x.png)", "[x]: javascript:alert(1)\n[x]", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&#106;avascript:", "\0", "\ud83d", "@@",
        "Figure 1", "$\"{", "\"\"\"", "@\"", "'", "//", "/*", "*/", "\n#if X\n", "\n// BEGIN SOLUTION\n", "\n// END SOLUTION\n",
    ];

    static byte[][] Notebooks() =>
    [
        .. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fuzz", "Seeds"), "*.ipynb").Select(File.ReadAllBytes),
        Encoding.UTF8.GetBytes(SampleRuns.Hostile.Document.ToJson()),
        "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\",\"id\":\"a\",\"metadata\":{\"tags\":[\"parameters\"]},\"source\":[\"int x = 1;\\n\"],\"outputs\":[{\"output_type\":\"error\",\"ename\":\"a\",\"evalue\":\"b\",\"traceback\":[\"c\"]}],\"execution_count\":1}]}"u8.ToArray(),
    ];

    static byte[][] Messages() =>
    [
        .. new Message[]
        {
            new Ready(), new CellReads(), new CellCleared(true), new CellText("stdout", "a\nb"), new CellWorks(new CellProgress("training", "epochs", 1, 10, TimeSpan.FromSeconds(3))), new CellWorks(null),
            new CellValue(new JsonObject { ["text/plain"] = "1", ["application/json"] = new JsonObject { ["a"] = new JsonArray(1, 2.5, "x") } }, ValueRole.Display, "id"),
            new CellValue(new JsonObject { [MimeTypes.Plotly] = new JsonObject { ["data"] = new JsonArray(), ["layout"] = new JsonObject { ["height"] = 300 } } }, ValueRole.Result, null),
            new CellDone(new CellFault("E", "m", 3, ["t"])), new CellDone(null), new CellNeeds([new PackageRequest("A.B", "1.0")], ["/feed"]),
            new Answer(1, Completion: new CodeCompletion([new CompletionMatch("a", "b", "c")], 0, 1), Parameters: [new NotebookParameter("x", "int", "1")]),
        }.Select(message => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message, MessageJson.Default.Message))),
    ];

    [Fact]
    public void A_notebook_file_is_a_document_that_can_be_written_and_read_again_or_one_typed_error()
    {
        var mutator = new Mutator(FuzzTime.Seed, Notebooks(), JsonPieces);
        using var folder = new TemporaryFolder();
        FuzzTime.Run(2000, mutator.Next, bytes => TryNotebook(folder.WriteBytes("a.ipynb", bytes)));
    }

    static void TryNotebook(string path)
    {
        try
        {
            var written = NotebookDocument.Load(path).ToJson();
            Assert.Equal(written, NotebookDocument.Parse(written).ToJson());
        }
        catch (NotebookFormatException)
        {
            // The one error that a reader of notebooks has.
        }
    }

    [Fact]
    public void A_line_of_the_pipe_is_a_message_that_a_notebook_can_hold_and_a_page_can_show_or_one_typed_error()
    {
        var mutator = new Mutator(FuzzTime.Seed, Messages(), JsonPieces);
        FuzzTime.Run(3000, mutator.Next, TryMessage);
    }

    static void TryMessage(byte[] line)
    {
        var cell = new NotebookCell(CellType.Code, "1");
        var recorder = new OutputRecorder(new RunOptions(), _ => { });
        recorder.Begin(cell, 1);
        try
        {
            using var input = new MemoryStream([.. line, (byte)'\n']);
            var messages = new MessageStream(input, Stream.Null);
            using var outputs = new OutputPump(_ => { });
            outputs.Begin(recorder, CancellationToken.None);
            while (messages.Receive() is { } message)
            {
                if (message is CellText or CellValue or CellCleared or CellReads or CellWorks)
                    outputs.Add(message);
                if (message is CellDone { Fault: { } fault })
                    cell.Outputs.Add(new ErrorOutput(fault.Bounded().Name, fault.Bounded().Message, fault.Bounded().Traceback));
                if (message is CellNeeds needs)
                    Assert.All(needs.Packages.Where(package => package is { IsWellFormed: true }), package => Assert.Matches(@"\A[\w.-]+ [\w.*+\-\[\]\(\), ]+\z", $"{package.Name} {package.Version}"));
            }
            outputs.Drain();
        }
        catch (JsonException)
        {
            // The one error that the pipe has: it ends the process.
        }
        recorder.End();
        var run = SampleRuns.Run("a.ipynb", RunStatus.Succeeded, [cell]);
        TryNotebookText(run.Document.ToJson());
        TryPage(run);
    }

    static void TryNotebookText(string json) => Assert.Equal(json, NotebookDocument.Parse(json).ToJson());

    [Fact]
    public void A_page_shows_what_a_notebook_holds_and_nothing_of_it_becomes_the_pages_own()
    {
        string[] sources = [.. SampleRuns.Succeeded.Document.Cells.Concat(SampleRuns.Hostile.Document.Cells).Select(cell => cell.Source), "# Cell 1\n\n[a](b.ipynb) $x$ | a |\n", "var x = $\"{1}\";"];
        var mutator = new Mutator(FuzzTime.Seed, [.. sources.Select(Encoding.UTF8.GetBytes)], MarkdownPieces);
        FuzzTime.Run(1500, mutator.NextText, text => TryPage(SampleRuns.Run("a.ipynb", RunStatus.Succeeded,
        [
            SampleRuns.Text(text),
            SampleRuns.Code(text, new StreamOutput("stdout", text), SampleRuns.Shown((MimeTypes.Html, text)), SampleRuns.Shown((MimeTypes.Html, $"<p>{text}</p>")), new ErrorOutput(text, text, [text])),
        ])));
    }

    [Fact]
    public void A_figure_or_a_table_of_any_shape_stays_in_its_place()
    {
        var outputs = SampleRuns.Succeeded.Document.Cells.Concat(SampleRuns.Hostile.Document.Cells).SelectMany(cell => cell.Outputs).OfType<DisplayOutput>();
        var seeds = outputs.SelectMany(output => output.Data.Where(pair => MimeTypes.IsJson(pair.Key) && pair.Value is JsonObject).Select(pair => new JsonObject { [pair.Key] = pair.Value!.DeepClone(), ["text/plain"] = "x" }))
            .Select(bundle => Encoding.UTF8.GetBytes(bundle.ToJsonString())).Where(bytes => bytes.Length < 30_000).ToArray();
        var mutator = new Mutator(FuzzTime.Seed, seeds, [.. JsonPieces, "1e9", "\"layout\":{\"height\":1e9},", "\"caption\":\"Figure 1. a\",", "\"</script><script>alert(1)</script>\""]);
        FuzzTime.Run(2500, mutator.Next, bytes =>
        {
            if (Json(bytes) is { } bundle)
                TryPage(SampleRuns.Run("a.ipynb", RunStatus.Succeeded, [SampleRuns.Code("1", new DisplayOutput(bundle, []))]));
        });
    }

    /// <summary>As the pipe lets it through.</summary>
    static JsonObject? Json(byte[] bytes)
    {
        try
        {
            byte[] line = [.. "{\"type\":\"value\",\"role\":0,\"displayId\":null,\"data\":"u8, .. bytes, .. "}\n"u8];
            return line.AsSpan(0, line.Length - 1).Contains((byte)'\n') ? null : new MessageStream(new MemoryStream(line), Stream.Null).Receive() is CellValue value ? value.Data : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static void TryPage(NotebookRunResult run)
    {
        var first = SampleRuns.Text("the text before");
        var last = SampleRuns.Text("the text after");
        var document = new NotebookDocument { Cells = [first, .. run.Document.Cells, last] };
        var page = new NeuralLab.Notebooks.Report.NotebookHtml(run with { Document = document, Timings = [] }, "notebook-1", new Dictionary<string, string> { ["b.ipynb"] = "notebook-2" }).ToHtml();

        Assert.Contains("the text before", page, StringComparison.Ordinal);
        Assert.Contains("the text after", page, StringComparison.Ordinal);
        // What stands in attributes and data is text; outside of them only our own elements may be.
        foreach (Match element in Element().Matches(page))
        {
            var name = element.Groups["name"].Value.ToLowerInvariant();
            Assert.DoesNotContain(name, (string[])["object", "embed", "base", "form", "input", "link", "meta", "style", "svg"]);
            Assert.True(name != "script" || element.Value == "<script type=\"application/json\">", element.Value);
            Assert.True(name != "iframe" || element.Value.StartsWith("<iframe sandbox title=", StringComparison.Ordinal), element.Value);
            Assert.DoesNotMatch(Handler(), Quoted().Replace(element.Value, "\"\""));
            foreach (Match link in Link().Matches(element.Value))
                Assert.Matches(@"\A(#|https?://|mailto:|data:image/)", System.Net.WebUtility.HtmlDecode(link.Groups["target"].Value));
        }
    }

    [Fact]
    public void A_value_for_a_parameter_is_one_literal_of_its_type_or_refused()
    {
        string[] types = ["int", "long", "float", "double", "bool", "string", "int[]", "double[]", "string[]", "System.DateTime", "object"];
        var seeds = new[] { "1", "-10", "0.5", "1e-9", "true", "say \"hi\"", "[1, 2,3]", "1,2", "3000000000", "" }.Select(Encoding.UTF8.GetBytes).ToArray();
        var mutator = new Mutator(FuzzTime.Seed, seeds, ["\"", "\\", "\n", "\r", "\u2028", ";", "}", "{", "//", "/*", "*/", "$\"", "+", "NaN", "∞", "1_000", "0x10", "\0", "\ud83d\ude00", ","]);
        FuzzTime.Run(40_000, mutator.NextText, text =>
        {
            foreach (var type in types)
            {
                if (new NotebookParameter("x", type, "").Expression(text) is not { } expression)
                    continue;
                var parsed = SyntaxFactory.ParseStatement($"{type} x = {expression};", options: CellSyntax.ParseOptions);
                Assert.Empty(parsed.GetDiagnostics());
                Assert.Equal($"{type} x = {expression};", parsed.ToFullString());
            }
        });
    }

    [Fact]
    public void A_cell_is_taken_apart_or_its_directive_is_refused()
    {
        using var folder = new TemporaryFolder();
        folder.WriteText("a.csx", "#!import b.csx\nint a;");
        folder.WriteText("b.csx", "#r \"nuget: A, 1.0\"");
        var seeds = new[] { "#!import a.csx\nvar x = 1;", "#r \"nuget: Plotly.NET, 5.1.0\"\n#i \"nuget: https://example.org\"", "#r \"/a/b.dll\"\nx", "#!pwsh\nls" }.Select(Encoding.UTF8.GetBytes).ToArray();
        var mutator = new Mutator(FuzzTime.Seed, seeds, ["#!import ", "a.csx", "\n", "\r", "\f", "\u2028", "\"", "nuget:", " ", ",", "[1,2)", "*", "/", "..", "\0", "~", "#r ", "#i "]);
        FuzzTime.Run(20_000, mutator.NextText, text =>
        {
            try
            {
                var cell = CellExpander.Expand(text, "cell 1", folder.Path);
                Assert.All(cell.Packages, package => Assert.True(package.IsWellFormed, package.ToString()));
            }
            catch (DirectiveException)
            {
                // The one error that it has.
            }
        });
    }

    [Fact]
    public void What_once_broke_a_reader_breaks_none()
    {
        var crashers = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fuzz", "Crashers"));
        Assert.NotEmpty(crashers);
        foreach (var file in crashers)
        {
            var bytes = File.ReadAllBytes(file);
            TryNotebook(file);
            foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
                TryMessage(Encoding.UTF8.GetBytes(line));
            var text = Encoding.UTF8.GetString(bytes);
            TryPage(SampleRuns.Run("a.ipynb", RunStatus.Succeeded, [SampleRuns.Text(text), SampleRuns.Code(text, SampleRuns.Shown((MimeTypes.Html, text)))]));
        }
    }

    [GeneratedRegex("""<(?<name>[a-zA-Z][a-zA-Z0-9]*)(?:[^>"]|"[^"]*")*>""")]
    private static partial Regex Element();

    [GeneratedRegex("""(?:href|src)="(?<target>[^"]*)""")]
    private static partial Regex Link();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\son[a-z]+\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();
}
