using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.Playwright;
using NeuralLab.Testing;

namespace NeuralLab.Charts.Tests;

/// <summary>Digits drawn onto the sheet in a real browser, with the mouse: what the page makes of them, against the engine.</summary>
public sealed class DigitDrawingTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    const int Dots = 32;

    /// <summary>One way to write each digit: strokes of points on a sheet of 1 x 1.</summary>
    static readonly double[][][] Written =
    [
        [[.. Arc(.5, .5, .22, .36, -90, 270)]],
        [[.5, .1, .5, .9]],
        [[.. Arc(.5, .32, .22, .2, -170, 30), .28, .9, .76, .9]],
        [[.. Arc(.48, .3, .2, .19, -160, 80), .. Arc(.48, .69, .23, .2, -80, 150)]],
        [[.58, .1, .25, .62, .78, .62], [.6, .35, .6, .92]],
        [[.7, .1, .34, .1, .31, .45, .. Arc(.48, .66, .22, .23, -110, 140)]],
        [[.62, .1, .42, .35, .. Arc(.5, .68, .2, .21, 200, -160)]],
        [[.26, .12, .74, .12, .45, .9]],
        [[.. Arc(.5, .3, .17, .18, 90, -270), .. Arc(.5, .69, .21, .21, -90, 270)]],
        [[.. Arc(.5, .32, .2, .2, 0, -360), .68, .45, .62, .9]],
    ];

    [Fact]
    public async Task Ten_digits_drawn_with_the_mouse_are_recognised_all_but_one_at_most()
    {
        await using var opened = await OpenAsync();
        var sheet = (await opened.Page.Locator("canvas.taken").BoundingBoxAsync())!;
        List<int> wrong = [];
        for (var digit = 0; digit < Written.Length; digit++)
        {
            await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Clear" }).ClickAsync();
            foreach (var stroke in Written[digit])
            {
                for (var i = 0; i < stroke.Length; i += 2)
                {
                    await opened.Page.Mouse.MoveAsync(sheet.X + (float)stroke[i] * sheet.Width, sheet.Y + (float)stroke[i + 1] * sheet.Height, new() { Steps = i == 0 ? 1 : 3 });
                    if (i == 0)
                        await opened.Page.Mouse.DownAsync();
                }
                await opened.Page.Mouse.UpAsync();
            }
            var says = await opened.Page.EvaluateAsync<double[]>("() => document.querySelector('[data-drawn]').firstChild.view.says()");
            if (Array.IndexOf(says, says.Max()) != digit)
                wrong.Add(digit);
        }
        Assert.True(wrong.Count <= 1, $"Not recognised: {string.Join(", ", wrong)}.");
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Test_digits_drawn_dot_by_dot_are_read_as_the_engine_reads_the_pictures_they_become()
    {
        var data = ExploreGallery.Digits16();
        var test = data.Select([.. Enumerable.Range(ExploreGallery.TestDigits, data.SampleCount - ExploreGallery.TestDigits)]);
        await using var opened = await OpenAsync();
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "pen" }).SelectOptionAsync("fine");
        // The very events of a mouse, sent in the page: one by one from here they would take minutes.
        var drawn = await opened.Page.EvaluateAsync<JsonElement>("""
            pictures => {
                const { view, shadowRoot } = document.querySelector('[data-drawn]').firstChild, sheet = shadowRoot.querySelector('canvas.taken');
                const { left, top, width } = sheet.getBoundingClientRect();
                sheet.setPointerCapture = () => {};
                const send = (name, x, y) => sheet.dispatchEvent(new PointerEvent(name, { clientX: left + x * width, clientY: top + y * width, pointerId: 1, bubbles: true }));
                return pictures.map(strokes => {
                    view.clear();
                    for (const [x1, y1, x2, y2] of strokes) {
                        send('pointerdown', x1, y1);
                        send('pointermove', x2, y2);
                        send('pointerup', x2, y2);
                    }
                    const says = view.says();
                    return { pixels: [...view.pixels()], says: says.indexOf(Math.max(...says)) };
                });
            }
            """, Enumerable.Range(0, test.SampleCount).Select(sample => DotByDot(test.X.Column(sample))).ToArray());
        var pictures = drawn.EnumerateArray().ToArray();
        var X = Matrix<float>.Build.Dense(64, pictures.Length, (i, j) => pictures[j].GetProperty("pixels")[i].GetSingle());
        var network = ExploreGallery.DigitNetwork.Value;
        var page = pictures.Select((picture, i) => picture.GetProperty("says").GetInt32() == test.Labels[i]).Count(isRight => isRight) / (double)pictures.Length;
        var engine = ClassificationMetrics.Accuracy(test.Labels, network.PredictClasses(X));
        var original = ClassificationMetrics.Accuracy(test.Labels, network.PredictClasses(test.X));

        TestContext.Current.SendDiagnosticMessage($"{pictures.Length} digits: page {page:P2}, engine on the same pictures {engine:P2}, engine on the data {original:P2}");
        Assert.Equal(engine, page, 0.01);
        Assert.True(page >= original - 0.03, $"The page reads {page:P1} of the drawn digits, the engine {original:P1} of the data's own.");
        opened.AssertNoFaults();
    }

    /// <summary>Black dots of a bitmap, as many in each block of 4 x 4 as its pixel counts; what is black side by side is one stroke.</summary>
    static double[][] DotByDot(Vector<float> pixels)
    {
        bool IsBlack(int row, int column) => column < Dots && row % 4 * 4 + column % 4 < Math.Round(16 * pixels[row / 4 * 8 + column / 4]);
        List<double[]> strokes = [];
        for (var row = 0; row < Dots; row++)
        {
            for (var column = 0; column < Dots; column++)
            {
                if (!IsBlack(row, column))
                    continue;
                var first = column;
                while (IsBlack(row, column + 1)) column++;
                strokes.Add([(first + 0.5) / Dots, (row + 0.5) / Dots, (column + 0.5) / Dots, (row + 0.5) / Dots]);
            }
        }
        return [.. strokes];
    }

    static IEnumerable<double> Arc(double x, double y, double radiusX, double radiusY, double from, double to) =>
        Enumerable.Range(0, 25).Select(k => (from + (to - from) * k / 24) * Math.PI / 180).SelectMany(angle => new[] { x + radiusX * Math.Cos(angle), y + radiusY * Math.Sin(angle) });

    async Task<BrowserPage> OpenAsync()
    {
        var opened = await browser.NewPageAsync();
        await opened.OpenFileAsync(GalleryPage.Write([ExploreGallery.All["Digit"].ToHtml()], withPlotly: false));
        await opened.Page.Locator("[data-drawn]").WaitForAsync();
        return opened;
    }
}
