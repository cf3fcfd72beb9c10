using NeuralLab.Testing;

namespace NeuralLab.Charts.Tests;

/// <summary>Every figure, drawn by plotly.js in a real browser without a network, as a notebook shows it.</summary>
public sealed class FigureDrawingTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    public static TheoryData<string> Names => [.. Gallery.Figures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_figure_draws_its_data_and_plotly_finds_no_fault_in_it(string name)
    {
        await using var opened = await GalleryPage.OpenAsync(browser, Gallery.Figures[name].ToHtml());
        var faults = await opened.Page.EvaluateAsync<string[]>(ValidationFaults);
        Assert.True(faults.Length == 0, string.Join(Environment.NewLine, faults));
        // Marks of data: paths and points of scatter and box traces, or the image of a heatmap.
        Assert.True(await opened.Page.Locator("svg .scatterlayer path, svg .boxlayer path, svg .barlayer path, svg .violinlayer path, svg .heatmaplayer image, svg .contourlayer path").CountAsync() > 0);
        var isPicture = name == "Backpropagation" || name.StartsWith("ImageGallery", StringComparison.Ordinal);
        Assert.Equal(isPicture ? 0 : 2, await opened.Page.Locator("svg .xtitle, svg .ytitle").CountAsync());
        opened.AssertNoFaults();
    }

    // What a slider step or a button calls takes objects; validate compares those with its own copies and never finds them equal.
    internal const string ValidationFaults = """
        () => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
          const frames = plot._transitionData?._frames ?? [];
          const pictures = [{ data: plot.data, layout: plot.layout }, ...frames.map(frame => ({
            data: frame.data.map((trace, index) => ({ ...plot.data[frame.traces[index]], ...trace })), layout: frame.layout ?? {} }))];
          return pictures.flatMap(({ data, layout }) => (Plotly.validate(data, layout) ?? [])
            .filter(fault => !(fault.code === 'dynamic' && fault.path.includes('args'))).map(fault => fault.msg));
        })
        """;
}
