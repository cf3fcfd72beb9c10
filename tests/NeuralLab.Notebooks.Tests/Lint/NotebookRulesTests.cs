using System.Text.Json.Nodes;
using NeuralLab.Notebooks.Tests.Running;

namespace NeuralLab.Notebooks.Tests.Lint;

public sealed class NotebookRulesTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    static NotebookDocument Notebook(params NotebookCell[] cells)
    {
        NotebookCell[] all = [new(CellType.Markdown, "# Lab\nBuild once with `dotnet build -c Release`; costs 5 $ or $a[1]$."), Lab.Code("#!import lab.csx"), .. cells];
        foreach (var cell in all.Where(cell => cell.CellType == CellType.Code))
        {
            cell.Metadata["dotnet_interactive"] = new JsonObject { ["language"] = "csharp" };
            cell.Metadata["polyglot_notebook"] = new JsonObject { ["kernelName"] = "csharp" };
        }
        return new NotebookDocument
        {
            Cells = [.. all],
            Metadata = (JsonObject)JsonNode.Parse("""
                {"kernelspec": {"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"},
                 "language_info": {"file_extension": ".cs", "mimetype": "text/x-csharp", "name": "polyglot-notebook", "pygments_lexer": "csharp"},
                 "polyglot_notebook": {"kernelInfo": {"defaultKernelName": "csharp", "items": [{"aliases": [], "languageName": "csharp", "name": "csharp"}]}}}
                """)!,
        };
    }

    string[] Check(NotebookDocument document) => Check(document.ToJson());

    string[] Check(string json) => [.. NotebookRules.Check(folder.WriteText("lab.ipynb", json)).Select(violation => violation.ToString())];

    [Fact]
    public void A_notebook_within_the_rules_gives_nothing()
    {
        var found = Check(Notebook(
            Lab.Code("using System.Collections;\nusing System.IO;\nvar list = new ArrayList();\nstatic int Twice(this int x) => 2 * x;\nclass P { public int X; public int Twice() => 2 * X; }"),
            Lab.Code("var text = \"\"\"\n    a using b\n    \"\"\";\nforeach (var item in list) Console.WriteLine(item);"),
            Lab.Code("try { throw new Exception(text); } catch (Exception e) { Console.WriteLine(e.Message); }\nvoid Fail() { throw new Exception(); }"),
            Lab.Code("var network = new Network<double>(2, 3);\nnetwork.Display();\nUpdate(network);\nvoid Update(Network<double> n) { Span<int> s = stackalloc int[2]; using var f = File.Open(\"x\", FileMode.Open); }"),
            new NotebookCell(CellType.Markdown, "$$a \\\\[2pt] b$$ and someone@@home"),
            Lab.Code("#i \"nuget: feed\"\n#r \"nuget: Plotly.NET, 5.1.0\"", "plotly-net"),
            Lab.Code("#!import plotly-net.csx", "plotly-net"),
            Lab.Code("(network with { }).ToString()")));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("1;\nvar d = figure.Display();", "line 2: the result of .Display() should not be used")]
    [InlineData("display(1);", "line 1: display(...) is not known in every host")]
    [InlineData("HTML(\"<b>\")", "HTML(...) is not known in every host")]
    [InlineData("1.Display();\nConsole.WriteLine(2);", "line 2: Console.Write and .Display() should not be in one cell")]
    [InlineData("Console.Error.WriteLine(1);", "nothing should be written to standard error")]
    [InlineData("if (DateTime.Now.Year > 1)\n    throw new Exception();", "line 2: a cell that shows an exception should catch it")]
    [InlineData("try { throw new Exception(); } finally { }", "a cell that shows an exception should catch it")]
    [InlineData("class P { public int X { get => field; set; } }", "this is no C# 13")]
    [InlineData("static class E { extension(int x) { public int Twice => 2 * x; } }", "this is no C# 13")]
    [InlineData("var x = ;", "this is no C# 13: Invalid expression term ';'")]
    [InlineData("dynamic x = 1;", "'dynamic' does not work in every host")]
    [InlineData("namespace N { class P { } }", "a cell cannot declare a namespace")]
    [InlineData("static class E { public static int Twice(this int x) => 2 * x; }", "extension methods should be static methods of the cell itself")]
    [InlineData("1;\nusing var f = System.IO.File.Open(\"x\", System.IO.FileMode.Open);", "line 2: 'using var' should not stand at the top level")]
    [InlineData("Span<int> s = new int[2];", "a variable at the top level of a cell cannot be a Span")]
    [InlineData("var s = \"abc\".AsSpan();", "a variable at the top level of a cell cannot be a ReadOnlySpan")]
    [InlineData("file class P { }", "a cell cannot declare file types")]
    [InlineData("record P(int X);\nvar p = new P(1);\np with { X = 2 }", "line 3: a cell should not end in 'x with { ... }'")]
    [InlineData("int rate = 1;\nclass P { public int Twice() => 2 * rate; }", "line 2: a class cannot use the variable 'rate' of a cell")]
    [InlineData("var text = \"\"\"\n    using x\n    \"\"\";", "no line of a string should begin with 'using'")]
    [InlineData("var text = $\"\"\"\n    using {1}\n    \"\"\";", "no line of a string should begin with 'using'")]
    [InlineData("var x = new ArrayList();", "'ArrayList' needs an explicit 'using System.Collections;'")]
    [InlineData("IEnumerable x = null;", "'IEnumerable' needs an explicit 'using System.Collections;'")]
    [InlineData("#!pwsh\nls", "'#!pwsh' is not known in every host")]
    [InlineData("#!import other.csx\n1", "#!import should be alone in its cell")]
    [InlineData("\n#!import other.csx", "line 2: #!import should be alone in its cell")]
    [InlineData("#!import \"other.csx\"", "the file after #!import should stand without quotation marks")]
    [InlineData("#r \"nuget: Plotly.NET, 5.1.0\"", "packages should be asked for in cells tagged 'plotly-net' only")]
    [InlineData("#r \"x.dll\"", "#r and #load of files fail in Verso")]
    [InlineData("#load \"x.csx\"", "#r and #load of files fail in Verso")]
    public void Code_that_one_host_does_not_take_is_found_with_its_cell_and_line(string code, string expected)
    {
        var found = Assert.Single(Check(Notebook(Lab.Code("var before = 1;"), Lab.Code(code))));

        Assert.StartsWith("cell 4, line ", found, StringComparison.Ordinal);
        Assert.Contains(expected, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_of_earlier_cells_are_not_for_classes_either()
    {
        var found = Check(Notebook(Lab.Code("var network = new Network<double>(2);"), Lab.Code("class P { object N => network; }")));
        Assert.Contains("cannot use the variable 'network'", Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!import \"lab.csx\"")]
    [InlineData("#!import lab.csx\nvar x = 1;")]
    [InlineData("var x = 1;")]
    public void The_first_code_cell_imports_the_lab_and_does_nothing_else(string first)
    {
        var document = Notebook();
        document.Cells[1].Source = first;
        Assert.Contains("cell 2, line 1: the first code cell should be '#!import lab.csx' and nothing else [first cell]", Check(document));
    }

    [Theory]
    [InlineData("write to someone@home", "cell 3, line 1: a literal at sign should be written @@")]
    [InlineData("so\n\\(x\\)", "cell 3, line 2: formulas should stand in $...$")]
    [InlineData("\\[x\\]", "cell 3, line 1: formulas should stand in $...$")]
    public void Markdown_that_hosts_render_differently_is_found(string text, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Check(Notebook(new NotebookCell(CellType.Markdown, text)))), StringComparison.Ordinal);

    [Fact]
    public void Outputs_execution_counts_and_raw_cells_are_found()
    {
        var code = Lab.Code("1");
        code.ExecutionCount = 3;
        code.Outputs.Add(new StreamOutput("stdout", "1"));
        Assert.Equal(
            [
                "cell 3: outputs do not belong into a committed notebook: clear them [outputs]",
                "cell 3: an execution count does not belong into a committed notebook: clear it [outputs]",
                "cell 4: only C# and markdown cells run everywhere, found a raw cell [cell types]",
            ],
            Check(Notebook(code, new NotebookCell(CellType.Raw, "x"))));
    }

    [Fact]
    public void Metadata_that_makes_editors_change_the_file_is_found()
    {
        var document = Notebook();
        document.Metadata["kernelspec"]!["language"] = "csharp";
        document.Metadata.Remove("language_info");
        document.Cells[1].Metadata.Remove("polyglot_notebook");
        var json = document.ToJson().Replace("   \"id\": \"cell-1\",\n", "", StringComparison.Ordinal).Replace("\"nbformat_minor\": 5", "\"nbformat_minor\": 2", StringComparison.Ordinal);

        var found = Check(json);

        Assert.Equal(5, found.Length);
        Assert.StartsWith("notebook: metadata.kernelspec should be {\"display_name\":\".NET (C#)\",\"language\":\"C#\"", found[0], StringComparison.Ordinal);
        Assert.EndsWith("found nothing [metadata]", found[1], StringComparison.Ordinal);
        Assert.StartsWith("notebook: nbformat_minor should be 5", found[2], StringComparison.Ordinal);
        Assert.StartsWith("cell 1: the cell should have an id", found[3], StringComparison.Ordinal);
        Assert.StartsWith("cell 2: metadata.polyglot_notebook should be", found[4], StringComparison.Ordinal);
    }

    [Fact]
    public void The_labs_obey_all_rules()
    {
        var notebooks = Directory.GetFiles(Path.Combine(Root(), "notebooks"), "*.ipynb");

        Assert.NotEmpty(notebooks);
        Assert.Empty(notebooks.SelectMany(path => NotebookRules.Check(path).Select(violation => $"{Path.GetFileName(path)}: {violation}")));
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NeuralLab.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"NeuralLab.sln was not found above {AppContext.BaseDirectory}");
    }
}
