using NeuralLab.Testing;

namespace NeuralLab.Charts.Tests;

/// <summary>Every figure that computes, light and dark, on a desktop and a phone: each fits its page; pictures for people to look at.</summary>
public sealed class ExploreScreenshots(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData(1000, false)]
    [InlineData(1000, true)]
    [InlineData(390, false)]
    [InlineData(390, true)]
    public async Task Every_one_fits_its_page(int width, bool dark)
    {
        var names = ExploreGallery.All.Keys.ToArray();
        await using var opened = await browser.NewPageAsync(width, dark);
        await opened.OpenFileAsync(GalleryPage.Write(names.Select(name => $"<section>{ExploreGallery.All[name].ToHtml()}</section>"), withPlotly: false));
        await opened.Page.WaitForFunctionAsync($"() => document.querySelectorAll('[data-drawn]').length === {names.Length}");

        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        opened.AssertNoFaults();

        if (Environment.GetEnvironmentVariable("NEURALLAB_SCREENSHOTS") is not { Length: > 0 } folder)
            return;
        await opened.Page.EvaluateAsync("""
            () => {
                for (const place of document.querySelectorAll('[data-drawn]')) {
                    const { view } = place.firstChild;
                    view.epochs?.(60);
                    view.go?.(14);
                }
            }
            """);
        var sections = await opened.Page.Locator("section").AllAsync();
        for (var index = 0; index < names.Length; index++)
            await sections[index].ScreenshotAsync(new() { Path = Path.Combine(folder, $"Explore-{names[index].Replace(' ', '-')}-{width}-{(dark ? "dark" : "light")}.png") });
    }
}
