using NeuralLab.Testing;

namespace NeuralLab.Charts.Tests;

/// <summary>How fast the page computes. Wall-clock times of this machine, so only when asked for.</summary>
[Trait("Category", "Long")]
public sealed class ExploreSpeed(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact(Explicit = true)]
    public async Task Dragging_a_weight_of_a_2_16_16_1_network_keeps_fifty_frames_a_second()
    {
        var rings = CourseData.Load("xor3").Training;
        await using var opened = await OpenAsync(Explore.Network("Drag", Mlp.Create(1, [2, 16, 16, 1], Activation.Tanh, Activation.Sigmoid), rings));
        var frames = await opened.Page.EvaluateAsync<double>("""
            () => new Promise(done => {
                const { view } = document.querySelector('[data-drawn]').firstChild, start = performance.now();
                let count = 0;
                const next = now => {
                    view.set(1, 3, 0, Math.sin(count / 10));
                    count++;
                    if (now - start < 3000) requestAnimationFrame(next);
                    else done(count * 1000 / (now - start));
                };
                requestAnimationFrame(next);
            })
            """);
        TestContext.Current.SendDiagnosticMessage($"2-16-16-1: {frames:F1} frames a second");
        Assert.True(frames >= 50, $"{frames:F1} frames a second");
    }

    [Fact(Explicit = true)]
    public async Task Training_a_2_8_8_1_network_does_twenty_thousand_samples_a_second()
    {
        var data = CourseData.Load("xor3").Training;
        var regression = data.WithTargets(data.Y.SubMatrix(0, 1, 0, data.SampleCount));
        foreach (var dropout in new[] { 0, 0.2 })
        {
            await using var opened = await OpenAsync(Explore.Training("Speed", regression, hidden: [8, 8], output: Activation.Sigmoid, dropout: dropout));
            var samples = await opened.Page.EvaluateAsync<double>("""
                count => {
                    const { view } = document.querySelector('[data-drawn]').firstChild;
                    view.epochs(5);
                    const start = performance.now();
                    view.epochs(40);
                    return 40 * count * 1000 / (performance.now() - start);
                }
                """, data.SampleCount);
            TestContext.Current.SendDiagnosticMessage($"2-8-8-1, dropout {dropout}: {samples:N0} samples a second");
            Assert.True(samples >= 20_000, $"{samples:N0} samples a second");
        }
    }

    async Task<BrowserPage> OpenAsync(Exploration shown)
    {
        var opened = await browser.NewPageAsync();
        await opened.OpenFileAsync(GalleryPage.Write([shown.ToHtml()], withPlotly: false));
        await opened.Page.Locator("[data-drawn]").WaitForAsync();
        return opened;
    }
}
