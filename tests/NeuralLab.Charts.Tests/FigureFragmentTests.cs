using Microsoft.Playwright;
using NeuralLab.Testing;
using NeuralLab.Web;

namespace NeuralLab.Charts.Tests;

/// <summary>The fragment of HTML in the pages where it may find itself.</summary>
public sealed class FigureFragmentTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    static readonly Figure Figure = Gallery.Figures["LossCurves"];

    [Fact]
    public async Task Draws_where_AMD_and_CommonJS_loaders_wait_for_scripts()
    {
        const string Loaders = "<script>var define = (name, make) => { throw new Error('define was called'); }; define.amd = {}; var module = { exports: {} }, exports = module.exports;</script>";
        await using var opened = await GalleryPage.OpenAsync(browser, Figure.ToHtml(), head: Loaders);
        Assert.True(await opened.Page.Locator("svg .scatterlayer path").CountAsync() > 0);
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Loads_plotly_once_for_all_figures_of_a_page_and_uses_the_one_that_is_there()
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Figure.ToHtml() + Figure.ToHtml());
        await opened.Page.WaitForFunctionAsync("() => document.querySelectorAll('[data-drawn]').length === 2");
        Assert.Equal(1, await opened.Page.Locator("script[src]").CountAsync());

        await using var prepared = await GalleryPage.OpenAsync(browser, Figure.ToHtml(), head: "<script src='plotly.min.js'></script>");
        Assert.Equal(1, await prepared.Page.Locator("script[src]").CountAsync());
    }

    [Fact]
    public async Task Without_a_file_beside_the_page_it_loads_the_pinned_version_from_the_CDN_with_its_hash()
    {
        Assert.SkipUnless(GalleryPage.HasPlotly, "The build found no npm, so there is no plotly.min.js.");
        await using var opened = await browser.NewPageAsync();
        // The CDN's part is played by the file of the npm package: if its hash were not the pinned one, the browser would refuse it.
        await opened.Page.RouteAsync(WebAsset.Plotly.Url, route => route.FulfillAsync(new()
        {
            Path = GalleryPage.PlotlyPath,
            ContentType = "text/javascript",
            Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*" },
        }));
        await opened.OpenFileAsync(GalleryPage.Write([Figure.ToHtml()], withPlotly: false));
        await opened.Page.Locator("[data-drawn]").WaitForAsync();
        Assert.True(await opened.Page.Locator("svg .scatterlayer path").CountAsync() > 0);
        Assert.Contains(opened.Faults, fault => fault.Contains("plotly.min.js", StringComparison.Ordinal) || fault.Contains("ERR_FILE_NOT_FOUND", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Follows_a_host_that_changes_its_colours_by_nothing_but_another_style_sheet()
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Figure.ToHtml(), head: "<style>body { color: rgb(20, 20, 20) }</style>");
        await opened.Page.Locator("[data-drawn]").WaitForAsync();
        await opened.Page.EvaluateAsync("() => document.head.insertAdjacentHTML('beforeend', '<style>body { color: rgb(230, 230, 230); background: black }</style>')");
        await opened.Page.WaitForFunctionAsync("() => getComputedStyle(document.querySelector('.gtitle')).fill === 'rgb(230, 230, 230)'");
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Without_plotly_it_stays_text_and_draws_as_soon_as_the_page_has_it()
    {
        Assert.SkipUnless(GalleryPage.HasPlotly, "The build found no npm, so there is no plotly.min.js.");
        await using var opened = await browser.NewPageAsync();
        await opened.OpenFileAsync(GalleryPage.Write([Figure.ToHtml()], withPlotly: false));
        await Assertions.Expect(opened.Page.Locator("body")).ToContainTextAsync(Figure.Summary);
        await opened.Page.AddScriptTagAsync(new() { Path = GalleryPage.PlotlyPath });
        await opened.Page.Locator("[data-drawn]").WaitForAsync();
    }

    [Theory]
    [InlineData("lab/tree/sub/NN1.ipynb")]
    [InlineData("user/ada/lab/tree/sub/NN1.ipynb")]
    [InlineData("lab/workspaces/auto-k/tree/sub/NN1.ipynb")]
    [InlineData("notebooks/sub/NN1.ipynb")]
    [InlineData("tree/sub/NN1.ipynb")]
    public async Task On_a_Jupyter_server_it_finds_the_file_in_the_notebooks_folder_though_every_other_address_is_a_page(string address)
    {
        Assert.SkipUnless(GalleryPage.HasPlotly, "The build found no npm, so there is no plotly.min.js.");
        await using var opened = await browser.NewPageAsync();
        var server = address.StartsWith("user", StringComparison.Ordinal) ? "/user/ada/" : "/";
        await opened.Page.RouteAsync("http://jupyter.test/**", route => new Uri(route.Request.Url).AbsolutePath == $"{server}files/sub/plotly.min.js"
            ? route.FulfillAsync(new() { Path = GalleryPage.PlotlyPath, ContentType = "text/javascript" })
            : route.FulfillAsync(new() { Body = $"<!DOCTYPE html><body>{Figure.ToHtml()}</body>", ContentType = "text/html" }));

        await opened.Page.GotoAsync($"http://jupyter.test/{address}");

        await opened.Page.Locator("[data-drawn]").WaitForAsync();
        Assert.True(await opened.Page.Locator("svg .scatterlayer path").CountAsync() > 0);
    }

    [Fact]
    public async Task A_page_that_comes_instead_of_plotly_is_not_taken_for_it_and_the_reader_is_told_what_to_do()
    {
        await using var opened = await browser.NewPageAsync();
        await opened.Page.RouteAsync("**/*", route => new Uri(route.Request.Url).Host == "jupyter.test"
            ? route.FulfillAsync(new() { Body = $"<!DOCTYPE html><body>{Figure.ToHtml()}</body>", ContentType = "text/html" })
            : route.AbortAsync());

        await opened.Page.GotoAsync("http://jupyter.test/lab/tree/NN1.ipynb");

        await Assertions.Expect(opened.Page.Locator("body")).ToContainTextAsync("This figure cannot be drawn: there is no plotly.min.js beside the notebook");
        await Assertions.Expect(opened.Page.Locator("body")).ToContainTextAsync("dotnet build -c Release");
        await Assertions.Expect(opened.Page.Locator("body")).ToContainTextAsync(Figure.Summary);
    }

    [Fact]
    public async Task Without_scripts_it_says_title_axes_and_message_as_text()
    {
        await using var opened = await browser.NewPageAsync(javaScript: false);
        await opened.OpenFileAsync(GalleryPage.Write([Figure.ToHtml()], withPlotly: false));
        var text = await opened.Page.Locator("body").InnerTextAsync();
        Assert.Contains(Figure.Title, text, StringComparison.Ordinal);
        Assert.Contains("x: epoch; y: test MSE (logarithmic)", text, StringComparison.Ordinal);
        Assert.Contains(Figure.Caption, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_looks_like_markup_stays_text()
    {
        const string Attack = "</script><img src=x onerror=alert(1)>";
        var hostile = Charts.Figures.Scatter(Attack, [new(Attack, [1, 2], [3, 4])], Attack, Attack).WithCaption(Attack);
        var table = Show.Table(Attack, [Attack], [[Attack]]);
        await using var opened = await GalleryPage.OpenAsync(browser, hostile.ToHtml() + table.ToHtml());
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        opened.AssertNoFaults();
    }
}
