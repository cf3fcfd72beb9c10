using Microsoft.Playwright;
using NeuralLab.Testing;

namespace NeuralLab.Charts.Tests;

/// <summary>Pictures of every figure and table, light and dark, on a desktop and a phone, for people to look at.</summary>
public sealed class GalleryScreenshots(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1000, false)]
    [InlineData(1000, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Every_figure_fits_its_page(int width, bool dark)
    {
        Assert.SkipUnless(GalleryPage.HasPlotly, "The build found no npm, so there is no plotly.min.js.");
        var shown = Gallery.Figures.Values.Select(figure => figure.ToHtml()).Concat(Gallery.Tables.Values.Select(table => table.ToHtml())).ToArray();
        await using var opened = await browser.NewPageAsync(width, dark);
        await opened.OpenFileAsync(GalleryPage.Write(shown.Select(fragment => $"<section>{fragment}</section>")));
        await opened.Page.WaitForFunctionAsync($"() => document.querySelectorAll('[data-drawn]').length === {Gallery.Figures.Count}", null, new() { Timeout = 60_000 });

        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        opened.AssertNoFaults();

        if (Environment.GetEnvironmentVariable("NEURALLAB_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        var names = Gallery.Figures.Keys.Concat(Gallery.Tables.Keys).ToArray();
        var sections = await opened.Page.Locator("section").AllAsync();
        for (var index = 0; index < names.Length; index++)
            await sections[index].ScreenshotAsync(new() { Path = Path.Combine(folder, $"{names[index].Replace(' ', '-')}-{width}-{(dark ? "dark" : "light")}.png") });
    }
}
