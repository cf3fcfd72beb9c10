using NeuralLab.Charts.Tests;
using NeuralLab.Notebooks.Report;
using NeuralLab.Web;
using static NeuralLab.Notebooks.Tests.Report.SampleRuns;

namespace NeuralLab.Notebooks.Tests.Report;

public sealed class HtmlReportTests
{
    [Fact]
    public void An_error_stands_at_its_cell_and_line_and_the_cells_after_it_are_marked()
    {
        var html = HtmlReport.Render([Failed]);
        Assert.Contains("Stopped here: cell 1, line 3.", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"line faulty\">x / y\n</span>", html, StringComparison.Ordinal);
        Assert.Contains("cell 2 · not run", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#notebook-1-cell-1\">cell 1, line 3</a>", html, StringComparison.Ordinal);
        Assert.Contains("id=\"notebook-1-cell-1\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crash_is_shown_though_it_left_no_output()
    {
        var html = HtmlReport.Render([Crashed]);
        Assert.Contains("The notebook&#39;s process ended with exit code 1.", html, StringComparison.Ordinal);
        Assert.Contains("crashed", html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_outside_every_cell_is_shown_at_the_notebook()
    {
        var html = HtmlReport.Render([Run("lost.ipynb", RunStatus.TimedOut, []) with { Error = new(-1, null, "TimeLimit", "The notebook took longer than 10 min.") }]);
        Assert.Contains("The notebook took longer than 10 min.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_skipped_cell_says_why()
    {
        var skipped = Run("skip.ipynb", RunStatus.Succeeded, [Code("1")]) with { Skipped = [new(0, "no <package>")], Timings = [] };
        Assert.Contains("cell 1 · skipped: no &lt;package&gt;", HtmlReport.Render([skipped]), StringComparison.Ordinal);
    }

    [Fact]
    public void Verdicts_of_checks_and_targets_stand_out()
    {
        var html = HtmlReport.Render([Succeeded]);
        Assert.Contains("<p class=\"verdict missed\">✗ Exercise NN1.2: not yet. The sign is wrong.</p>", html, StringComparison.Ordinal);
        Assert.Contains("<p class=\"verdict passed\">✓ reached: NN1 steps-large MSE 0.07</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_headings_of_two_notebooks_have_different_places()
    {
        var html = HtmlReport.Render([Succeeded, Failed]);
        Assert.Contains("id=\"notebook-1-one-neuron\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"notebook-2-one-neuron\"", html, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#notebook-2\">NN2</a>", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("var text = \"a\"; // said", "<span class=\"keyword\">var</span> text = <span class=\"string\">&quot;a&quot;</span>; <span class=\"comment\">// said</span>")]
    [InlineData("#!import lab.csx", "<span class=\"directive\">#!import lab.csx</span>")]
    [InlineData("$\"x = {1:F2}\"", "<span class=\"string\">")]
    [InlineData("if (a < 1.5) b();", "<span class=\"keyword\">if</span> (a &lt; <span class=\"number\">1.5</span>) b();")]
    public void Code_is_marked_by_kind(string code, string marked) =>
        Assert.Contains(marked, HtmlReport.Render([Run("code.ipynb", RunStatus.Succeeded, [Code(code)])]), StringComparison.Ordinal);

    [Theory]
    [InlineData("var a = 1;\n\n/* one\ntwo */\nvar b = \"\"\"\n    raw\n    \"\"\";")]
    [InlineData("this is not \"C#")]
    [InlineData("\t#r \"nuget: A, 1\"\n#!import lab.csx\n1 +")]
    public void Highlighting_changes_no_character(string code)
    {
        var html = HtmlReport.Render([Run("code.ipynb", RunStatus.Succeeded, [Code(code)])]);
        var source = html[html.IndexOf("<div class=\"source\">", StringComparison.Ordinal)..];
        source = source[..source.IndexOf("</div>", StringComparison.Ordinal)];
        Assert.Equal(code + "\n", System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(source, "<[^>]+>", "")));
    }

    [Fact]
    public void A_solution_is_folded_and_open_where_it_failed()
    {
        var cell = Code("int Answer()\n{\n    // BEGIN SOLUTION\n    return 42;\n    // END SOLUTION\n}\nAnswer()");
        var html = HtmlReport.Render([Run("code.ipynb", RunStatus.Succeeded, [cell])]);
        var folded = html[html.IndexOf("<details class=\"solution\">", StringComparison.Ordinal)..html.LastIndexOf("</details>", StringComparison.Ordinal)];
        Assert.Contains("<summary>    Solution (1 line)</summary>", folded, StringComparison.Ordinal);
        Assert.Contains("42", folded, StringComparison.Ordinal);
        Assert.DoesNotContain("Answer", folded, StringComparison.Ordinal);

        var failed = Run("code.ipynb", RunStatus.Failed, [cell]) with { Error = new(0, 4, "System.Exception", "no") };
        Assert.Contains("<details class=\"solution\" open>", HtmlReport.Render([failed]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_solution_without_an_end_is_code_like_any_other() =>
        Assert.DoesNotContain("class=\"solution\"", HtmlReport.Render([Run("code.ipynb", RunStatus.Succeeded, [Code("// BEGIN SOLUTION\n1")])]), StringComparison.Ordinal);

    public static TheoryData<string, NotebookCell> TooMuch => new()
    {
        { "nested quotes", Text(new string('>', 500) + " deep") },
        { "brackets", Text(new string('[', 50_000)) },
        { "lists in lists", Text(string.Concat(Enumerable.Range(0, 500).Select(level => new string(' ', 2 * level) + "- a\n"))) },
        { "code in code", Code(string.Concat(Enumerable.Repeat("$\"{", 10_000))) },
        { "a long text", Code("1", new StreamOutput("stdout", new string('x', 40 << 20))) },
        { "a large figure", Code("1", Shown((MimeTypes.Plotly, new System.Text.Json.Nodes.JsonObject { ["data"] = new System.Text.Json.Nodes.JsonArray(new string('x', 20 << 20)) }))) },
        { "long markup", Code("1", Shown((MimeTypes.Html, new string('x', 20 << 20)))) },
    };

    [Theory]
    [MemberData(nameof(TooMuch), DisableDiscoveryEnumeration = true)]
    public void What_is_too_deep_or_too_large_for_a_page_costs_its_cell_and_not_the_report(string what, NotebookCell cell)
    {
        var html = HtmlReport.Render([Run("much.ipynb", RunStatus.Succeeded, [Text("before it"), cell, Text("after it")])]);
        Assert.True(html.Contains("before it", StringComparison.Ordinal) && html.Contains("after it", StringComparison.Ordinal), what);
        Assert.True(html.Length < 12 << 20, $"{what}: {html.Length} characters");
    }

    [Fact]
    public void Links_lead_to_the_web_and_headings_take_no_cells_place()
    {
        var html = HtmlReport.Render([Run("a.ipynb", RunStatus.Succeeded, [Text("# Cell 1\n\n<javascript:alert(1)> <file:///etc/passwd> <https://example.org>"), Code("1")])]);
        Assert.DoesNotContain("href=\"javascript", html, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"file", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://example.org\"", html, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(html, "id=\"notebook-1-cell-1\""));
    }

    [Fact]
    public void A_document_has_its_own_heading_its_authors_and_links_to_its_figures()
    {
        var figure = Of(Gallery.Figures["LossCurves"].WithCaption("Figure 2. The loss falls."));
        var html = HtmlReport.Render(
            [Run("report.ipynb", RunStatus.Succeeded, [Text("# What we found\n\nSee Figure 2, not Figure 3."), Code("1", figure), Code("var silent = 1;")])],
            new ReportOptions { IsDocument = true, Authors = "Ada <L.>" });
        Assert.Contains("<title>What we found</title>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NeuralLab report", html, StringComparison.Ordinal);
        Assert.Contains("</h1><p class=\"authors\">Ada &lt;L.&gt;</p>", html, StringComparison.Ordinal);
        Assert.Contains("See <a href=\"#notebook-1-figure-2\">Figure 2</a>, not Figure 3.", html, StringComparison.Ordinal);
        Assert.Contains("<figure id=\"notebook-1-figure-2\">", html, StringComparison.Ordinal);
        Assert.Contains("<b>Figure 2.</b> The loss falls.", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_labs_conclusions_are_a_list_with_verdicts()
    {
        var claims = System.Text.Json.Nodes.JsonNode.Parse("""{ "lab": "NN3", "claims": [{ "text": "Momentum <wins>.", "holds": true, "evidence": "0.1 against 0.2" }, { "text": "RMSProp too.", "holds": false, "evidence": "" }] }""")!;
        var html = HtmlReport.Render([Run("a.ipynb", RunStatus.Succeeded, [Code("1", Shown(("application/vnd.neurallab.claims+json", claims), (MimeTypes.Html, "<p style='x'>box</p>")))])]);
        Assert.Contains("<li class=\"verdict passed\">✓ Momentum &lt;wins&gt;. <span class=\"evidence\">0.1 against 0.2</span></li>", html, StringComparison.Ordinal);
        Assert.Contains("<li class=\"verdict missed\">✗ not in this run: RMSProp too.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<iframe", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_written_whole_and_replaces_the_old_one()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("report/index.html");
        HtmlReport.Write(path, [Failed]);
        HtmlReport.Write(path, [Crashed]);
        var html = File.ReadAllText(path);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NN2 Backpropagation", html, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.File("report")));
    }

    [Fact]
    public void A_script_that_the_build_could_not_embed_comes_from_the_CDN_with_its_hash_and_nothing_else_is_allowed()
    {
        var script = PageScript.Of(new WebAsset("not-embedded", "1.2.3", "dist/file.min.js", "sha384-abc"));
        Assert.Equal("<script src=\"https://cdn.jsdelivr.net/npm/not-embedded@1.2.3/dist/file.min.js\" integrity=\"sha384-abc\" crossorigin=\"anonymous\"></script>", script.Element);
        Assert.Equal("https://cdn.jsdelivr.net/npm/not-embedded@1.2.3/dist/file.min.js", script.Source);
    }

    [Fact]
    public void A_report_of_nothing_is_refused() =>
        Assert.Equal("results", Assert.Throws<ArgumentException>(() => HtmlReport.Render([])).ParamName);
}
