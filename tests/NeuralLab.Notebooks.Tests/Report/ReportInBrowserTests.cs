using Microsoft.Playwright;
using NeuralLab.Testing;
using static NeuralLab.Notebooks.Tests.Report.SampleRuns;

namespace NeuralLab.Notebooks.Tests.Report;

/// <summary>The report in a real browser, opened from the file system, without a network.</summary>
public sealed class ReportInBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    const string AllDrawn = "() => [...document.querySelectorAll('.figure')].every(figure => figure.dataset.drawn)";

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Draws_every_figure_and_formula_with_no_error_and_no_request(int width)
    {
        await using var opened = await Open([Succeeded, Failed, Crashed], width);
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 60_000 });
        Assert.Equal(NeuralLab.Charts.Tests.Gallery.Figures.Count, await opened.Page.Locator(".figure svg.main-svg").CountAsync() / 3);
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => Plotly.validate(plot.data, plot.layout) ?? [])
              .filter(fault => !(fault.code === 'dynamic' && fault.path.includes('args'))).map(fault => fault.msg)
            """));
        Assert.Equal(6, await opened.Page.Locator("math").CountAsync());
        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.True(await opened.Page.EvaluateAsync<double>("() => Math.min(...[...document.querySelectorAll('.figure')].map(figure => figure.getBoundingClientRect().height))") >= 300);
        opened.AssertNoFaults();
        await Screenshot(opened, $"report-{width}");
    }

    [Fact]
    public async Task Nothing_that_a_notebook_shows_runs_or_leaves_its_place()
    {
        await using var opened = await Open([Hostile, Crashed]);
        await opened.Page.WaitForFunctionAsync(AllDrawn);
        Assert.Equal("NeuralLab report", await opened.Page.TitleAsync());
        // Pictures of the page itself: none. What stands in frames cannot run or load; the attempt is what the browser reports.
        Assert.Equal(0, await opened.Page.Locator("img[src=x], main form, main script:not([type])").CountAsync());
        foreach (var frame in await opened.Page.Locator("iframe").AllAsync())
            Assert.Equal("", await frame.GetAttributeAsync("sandbox"));
        Assert.Equal(0, await opened.Page.Locator("a[href^='javascript']").CountAsync());
        Assert.DoesNotContain(opened.Faults, fault => fault.StartsWith("outside request", StringComparison.Ordinal) || fault.StartsWith("uncaught", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Foreign_markup_is_readable_in_its_frame()
    {
        await using var opened = await Open([Crashed]);
        await Assertions.Expect(opened.Page.FrameLocator("iframe").Locator("p")).ToHaveTextAsync("A note of another library");
        await opened.Page.Locator("iframe").ScrollIntoViewIfNeededAsync();
        await Screenshot(opened, "report-frame");
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task The_theme_button_recolours_page_and_figures()
    {
        await using var opened = await Open([Succeeded]);
        await opened.Page.Locator("[data-drawn]").First.WaitForAsync();
        var button = opened.Page.GetByRole(AriaRole.Button, new() { Name = "Colours" });
        await button.ClickAsync();
        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveTextAsync("Colours: dark");
        await opened.Page.WaitForFunctionAsync("() => getComputedStyle(document.querySelector('.gtitle')).fill === 'rgb(228, 230, 234)' && getComputedStyle(document.body).backgroundColor === 'rgb(27, 29, 33)'");
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 60_000 });
        await Screenshot(opened, "report-dark");
    }

    [Fact]
    public async Task Printing_draws_all_figures_in_light_colours_and_the_width_of_paper()
    {
        await using var opened = await Open([Succeeded], dark: true);
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 60_000 });
        Assert.Equal("light", await opened.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        Assert.Equal(["700"], await opened.Page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('.figure .main-svg')].map(svg => svg.getAttribute('width')))]"));
        if (Environment.GetEnvironmentVariable("NEURALLAB_SCREENSHOTS") is { Length: > 0 } pictures)
            await opened.Page.PdfAsync(new() { Path = Path.Combine(pictures, "report.pdf"), Format = "A4" });
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('afterprint'))");
        Assert.Equal("system", await opened.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme"));
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Formulas_are_set_in_the_fonts_of_the_page()
    {
        await using var opened = await Open([Succeeded]);
        await opened.Page.Locator(".katex").First.WaitForAsync();
        Assert.Equal(["KaTeX_Main", "KaTeX_Math"], await opened.Page.EvaluateAsync<string[]>("""
            async () => { await document.fonts.ready; return [...new Set([...document.fonts].filter(font => font.status === 'loaded').map(font => font.family.replaceAll('"', '')))].filter(name => !name.includes('Size')).sort(); }
            """));
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task No_button_of_a_figure_sends_it_anywhere()
    {
        await using var opened = await Open([Succeeded]);
        await opened.Page.Locator(".figure[data-drawn]").First.HoverAsync();
        await opened.Page.Locator(".modebar-btn").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.NotEmpty(await opened.Page.Locator(".modebar-btn").AllAsync());
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('.modebar-btn')].map(button => button.dataset.title ?? '').filter(title => /share|cloud|studio|produced/i.test(title))"));
    }

    [Fact]
    public async Task On_a_phone_heat_maps_have_the_width_of_the_page_for_their_numbers()
    {
        await using var opened = await Open([Succeeded], 390);
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 60_000 });
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.js-plotly-plot')].filter(plot => plot._fullData.some(trace => trace.type === 'heatmap' && trace.texttemplate))
              .filter(plot => plot.querySelector('.colorbar') || [...plot.querySelectorAll('.heatmap-label text, .hm text')].some(label => parseFloat(getComputedStyle(label).fontSize) < 8))
              .map(plot => plot.layout.title.text)
            """));
        Assert.Equal("none", await opened.Page.Locator(".modebar-container").First.EvaluateAsync<string>("bar => getComputedStyle(bar).display"));
    }

    [Fact]
    public async Task Colours_of_the_data_are_seen_on_a_dark_page_and_return_on_a_light_one()
    {
        await using var opened = await Open([Succeeded], dark: true);
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 60_000 });
        const string Blue = "plot => plot.data.find(trace => trace.line?.color)?.line.color";
        var lines = opened.Page.Locator("figure", new() { HasText = "LossCurves" }).Or(opened.Page.Locator(".js-plotly-plot:has(.js-line)")).First;
        Assert.NotEqual("#0072B2", await lines.EvaluateAsync<string?>(Blue));
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await opened.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.js-plotly-plot')].some(plot => plot.data.some(trace => trace.line?.color === '#0072B2'))");
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task A_document_shows_its_code_when_it_is_asked_for()
    {
        var path = folder.File("report.html");
        HtmlReport.Write(path, [Succeeded], new ReportOptions { IsDocument = true });
        await using var opened = await browser.NewPageAsync();
        Assert.SkipWhen((await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Contains("cdn.jsdelivr.net", StringComparison.Ordinal), "The build found no npm, so the report needs the network.");
        await opened.OpenFileAsync(path);
        await Assertions.Expect(opened.Page.Locator(".source:visible")).ToHaveCountAsync(0);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Show code" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".source:visible").First).ToBeVisibleAsync();
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(opened.Page.Locator(".source:visible")).ToHaveCountAsync(0);
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Without_scripts_formulas_are_TeX_and_figures_are_text()
    {
        HtmlReport.Write(folder.File("index.html"), [Succeeded]);
        await using var opened = await browser.NewPageAsync(javaScript: false);
        await opened.OpenFileAsync(folder.File("index.html"));
        var text = await opened.Page.Locator("main").InnerTextAsync();
        Assert.Contains("Z = W X + b", text, StringComparison.Ordinal);
        Assert.Contains("x: epoch; y: test MSE (logarithmic)", text, StringComparison.Ordinal);
    }

    /// <summary>A picture for people to look at, where they ask for it.</summary>
    static async Task Screenshot(BrowserPage opened, string name)
    {
        if (Environment.GetEnvironmentVariable("NEURALLAB_SCREENSHOTS") is { Length: > 0 } pictures)
            await opened.Page.ScreenshotAsync(new() { Path = Path.Combine(pictures, $"{name}.png"), FullPage = true });
    }

    async Task<BrowserPage> Open(IReadOnlyList<NotebookRunResult> results, int width = 1280, bool dark = false)
    {
        var path = folder.File("index.html");
        HtmlReport.Write(path, results);
        var opened = await browser.NewPageAsync(width, dark);
        Assert.SkipWhen((await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Contains("cdn.jsdelivr.net", StringComparison.Ordinal), "The build found no npm, so the report needs the network.");
        await opened.OpenFileAsync(path);
        return opened;
    }
}
