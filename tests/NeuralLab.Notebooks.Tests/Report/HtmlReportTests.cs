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
