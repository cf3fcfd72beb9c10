using Microsoft.Playwright;
using NeuralLab.Testing;

namespace NeuralLab.Charts.Tests;

/// <summary>Sliders, buttons and the page's colours change the drawing, as a student changes them.</summary>
public sealed class FigureMotionTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    const string Line = "svg .scatterlayer .js-line";
    const string Cells = "svg .heatmaplayer image";

    [Fact]
    public async Task A_slider_moves_the_curve_and_the_note()
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Gallery.Figures["Slider"].ToHtml());
        var before = await opened.Page.Locator(Line).GetAttributeAsync("d");
        Assert.Contains("2400", await opened.Page.Locator("svg .annotation").TextContentAsync(), StringComparison.Ordinal);

        await ClickAt(opened, "svg .slider-rail-touch-rect", share: 0.99);

        await Expect(opened, "document.querySelector('svg .annotation').textContent.includes('4.8')");
        Assert.NotEqual(before, await opened.Page.Locator(Line).GetAttributeAsync("d"));
        opened.AssertNoFaults();
    }

    [Theory]
    [InlineData("WeightsOverTime", Cells, "href")]
    [InlineData("DecisionRegions animated", Cells, "href")]
    [InlineData("SurfacePaths", Line, "d")]
    public async Task Playing_changes_the_drawing_until_the_last_moment(string name, string drawing, string attribute)
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Gallery.Figures[name].ToHtml());
        // Watches from before the click, so that no moment is missed.
        await opened.Page.EvaluateAsync($$"""
            () => {
              const plot = document.querySelector('.js-plotly-plot');
              window.seen = new Set();
              plot.on('plotly_animatingframe', () => window.seen.add(plot.querySelector('{{drawing}}').getAttribute('{{attribute}}')));
              plot.on('plotly_animated', () => window.finished = true);
            }
            """);
        await opened.Page.Locator("svg .updatemenu-button").First.ClickAsync();
        await Expect(opened, "window.finished && window.seen.size >= 5");
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Pausing_stops_an_animation_before_its_end()
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Gallery.Figures["WeightsOverTime"].ToHtml());
        await opened.Page.EvaluateAsync("() => { window.plot = document.querySelector('.js-plotly-plot'); plot.on('plotly_animationinterrupted', () => window.interrupted = true); }");
        await opened.Page.Locator("svg .updatemenu-button").First.ClickAsync();
        await Expect(opened, "plot._fullLayout.sliders[0].active >= 2");
        await opened.Page.Locator("svg .updatemenu-button").Last.ClickAsync();
        await Expect(opened, "window.interrupted");
        Assert.True(await opened.Page.EvaluateAsync<int>("() => plot._fullLayout.sliders[0].active") < 19);
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Text_takes_the_pages_colour_and_follows_it()
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Gallery.Figures["LossCurves"].ToHtml());
        Assert.Equal("rgb(0, 0, 0)", await TitleColour(opened));
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Expect(opened, "getComputedStyle(document.querySelector('svg .gtitle')).fill === 'rgb(230, 230, 230)'");
        // VS Code and JupyterLab change attributes of the body instead of the colour scheme.
        await opened.Page.EvaluateAsync("() => document.body.setAttribute('style', 'color: rgb(10, 20, 30)')");
        await Expect(opened, "getComputedStyle(document.querySelector('svg .gtitle')).fill === 'rgb(10, 20, 30)'");
    }

    [Fact]
    public async Task A_figure_follows_the_width_of_its_page()
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Gallery.Figures["LossCurves"].ToHtml());
        await opened.Page.SetViewportSizeAsync(390, 800);
        await Expect(opened, "document.querySelector('svg.main-svg').getBoundingClientRect().width < 390");
        await Expect(opened, "document.querySelector('svg .gtitle').getBoundingClientRect().top >= document.querySelector('svg.main-svg').getBoundingClientRect().top");
    }

    static async Task ClickAt(BrowserPage opened, string selector, double share)
    {
        var target = opened.Page.Locator(selector);
        await target.ScrollIntoViewIfNeededAsync();
        var box = (await target.BoundingBoxAsync())!;
        await opened.Page.Mouse.ClickAsync((float)(box.X + box.Width * share), box.Y + box.Height / 2);
    }

    static Task<IJSHandle> Expect(BrowserPage opened, string condition) => opened.Page.WaitForFunctionAsync($"() => {condition}");

    static Task<string> TitleColour(BrowserPage opened) =>
        opened.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('svg .gtitle')).fill");
}
