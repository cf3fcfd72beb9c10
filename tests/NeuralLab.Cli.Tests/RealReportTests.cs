using System.Text.RegularExpressions;
using NeuralLab.Testing;

namespace NeuralLab.Cli.Tests;

/// <summary>The labs as students get them: run by the command, opened in a real browser from the file system, without a network.</summary>
[Collection("all labs")]
public sealed partial class RealReportTests(RealReport report, BrowserFixture browser) : IClassFixture<RealReport>, IClassFixture<BrowserFixture>
{
    const string AllDrawn = "() => [...document.querySelectorAll('.figure, .explore')].every(figure => figure.dataset.drawn)";
    const int LargestPage = 8 << 20;

    [Fact]
    public void Every_lab_succeeds_and_reaches_its_targets()
    {
        Assert.True(report.Outcome.ExitCode == 0, report.Outcome.Errors + report.Outcome.Output);
        var page = File.ReadAllText(report.Page);
        Assert.NotEmpty(Verdicts().Matches(page));
        Assert.DoesNotContain("verdict missed", page, StringComparison.Ordinal);
        Assert.InRange(new FileInfo(report.Page).Length, 1, LargestPage);
    }

    [Fact]
    public void The_optional_sections_run_where_their_packages_are_to_be_had()
    {
        Assert.SkipWhen(report.Outcome.Output.Contains("packages that cannot be restored", StringComparison.Ordinal), "The packages of Plotly.NET cannot be restored on this machine.");
        var page = File.ReadAllText(report.Page);
        Assert.DoesNotContain("optional section failed", page, StringComparison.Ordinal);
        // One figure of each notebook's own, made a chart of the package, and one drawn with its functions.
        Assert.Equal(Directory.GetFiles(Path.Combine(RealReport.Root, "notebooks"), "*.ipynb").Length, DrawnByPackage().Count(page));
    }

    [Fact]
    public void What_the_labs_reached_is_recorded_and_stands_in_the_report()
    {
        var recorded = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(report.Targets))!.AsArray();
        Assert.Equal(Labs.CourseTarget.All.Count, recorded.Count);
        Assert.DoesNotContain("What the labs reach is not recorded here", File.ReadAllText(report.Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("figure")]
    [InlineData("table")]
    public void The_report_notebook_numbers_what_it_shows_in_order_and_its_text_refers_to_each(string kind)
    {
        var page = File.ReadAllText(report.Page);
        var shown = Regex.Matches(page, $"id=\"(notebook-[0-9]+-{kind}-([0-9]+))\"");
        Assert.True(shown.Count >= 8, $"There are {shown.Count} numbered captions.");
        Assert.Equal(Enumerable.Range(1, shown.Count).Select(number => $"{number}"), shown.Select(caption => caption.Groups[2].Value));
        Assert.All(shown, caption => Assert.Contains($"href=\"#{caption.Groups[1].Value}\"", page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Every_figure_is_drawn_and_valid_with_no_error_and_no_request_to_the_outside(int width)
    {
        await using var opened = await Open(width);
        // Figures draw when they come near the window; printing asks for all of them.
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 120_000 });
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('afterprint'))");
        Assert.True(await opened.Page.Locator(".figure").CountAsync() > 20, "There are fewer figures than the labs have.");
        Assert.True(await opened.Page.Locator(".explore").CountAsync() >= 8, "There are fewer figures that compute than the labs have.");
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.figure')]
              .filter(figure => !figure.querySelector('svg.main-svg :is(.trace, .hm image, .contour, .points path, .cartesianlayer path)'))
              .map(figure => figure.closest('figure').textContent.slice(0, 80))
            """));
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => Plotly.validate(plot.data, plot.layout) ?? [])
              .filter(fault => !(fault.code === 'dynamic' && fault.path.includes('args'))).map(fault => fault.msg)
            """));
        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task The_steepness_slider_of_the_first_lab_moves_prediction_and_error()
    {
        await using var opened = await Open(1280);
        var figure = opened.Page.Locator("figure", new() { HasText = "Steps from three sigmoids" }).First;
        await figure.ScrollIntoViewIfNeededAsync();
        await figure.Locator(".slider-rail-touch-rect").WaitForAsync();
        var before = await Curve();
        Assert.Contains("training MSE = ", await figure.InnerTextAsync(), StringComparison.Ordinal);
        var rail = (await figure.Locator(".slider-rail-touch-rect").BoundingBoxAsync())!;
        await opened.Page.Mouse.ClickAsync(rail.X + rail.Width * 0.98f, rail.Y + rail.Height / 2);
        await opened.Page.WaitForFunctionAsync(
            "([title, before]) => { const path = [...document.querySelectorAll('figure')].find(f => f.textContent.includes(title)).querySelector('.scatterlayer .js-line:last-of-type'); return path.getAttribute('d') !== before; }",
            new object[] { "Steps from three sigmoids", before });
        opened.AssertNoFaults();

        async Task<string> Curve() => (await figure.Locator(".scatterlayer .js-line").First.GetAttributeAsync("d"))!;
    }

    [Fact]
    public async Task Every_animation_plays_and_every_slider_moves()
    {
        await using var opened = await Open(1280);
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 120_000 });
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('afterprint'))");
        // Counts the moments that each figure shows from here on.
        var moving = await opened.Page.EvaluateAsync<int>("""
            () => {
              window.moving = [...document.querySelectorAll('.js-plotly-plot')].filter(plot => plot.layout.sliders);
              for (const plot of moving) {
                plot.moments = new Set();
                plot.on('plotly_animatingframe', frame => plot.moments.add(frame.name));
              }
              return moving.length;
            }
            """);
        Assert.InRange(moving, 5, 100);
        for (var figure = 0; figure < moving; figure++)
        {
            var plot = (Microsoft.Playwright.IElementHandle)await opened.Page.EvaluateHandleAsync("place => moving[place]", figure);
            await plot.ScrollIntoViewIfNeededAsync();
            if (await plot.QuerySelectorAsync(".updatemenu-button") is { } play)
            {
                await play.ClickAsync();
                await opened.Page.WaitForFunctionAsync("place => moving[place].moments.size >= 3", figure);
            }
            var slider = await plot.QuerySelectorAsync(".slider-rail-touch-rect");
            var rail = (await slider!.BoundingBoxAsync())!;
            await opened.Page.Mouse.ClickAsync(rail.X + rail.Width * 0.5f, rail.Y + rail.Height / 2);
            await opened.Page.WaitForFunctionAsync("place => moving[place].moments.has(`step ${moving[place]._fullLayout.sliders[0].active}`)", figure);
        }
        opened.AssertNoFaults();
    }

    /// <summary>The README's pictures, for <c>docs/take-pictures</c>: one figure of each lab.</summary>
    [Theory]
    [InlineData("NN1", "The steps network, taken apart")]
    [InlineData("NN2", "Weights of the middle layer while learning square-simple")]
    [InlineData("NN3", "Three methods in the ravine")]
    [InlineData("NN4", "rings3-regular: the class of every point while the network learns")]
    [InlineData("NN5", "Gradients before training")]
    [InlineData("NN6", "Gain over the plain network")]
    public async Task Pictures(string name, string title)
    {
        await using var opened = await OpenForPictures();
        var figure = opened.Page.Locator("figure", new() { HasText = title }).First;
        await figure.ScrollIntoViewIfNeededAsync();
        await figure.ScreenshotAsync(new() { Path = Picture(name) });
        opened.AssertNoFaults();
    }

    /// <summary>The README's picture of the report's page.</summary>
    [Fact]
    public async Task Pictures_of_the_page()
    {
        await using var opened = await OpenForPictures();
        await opened.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "7. A sum taken apart" }).EvaluateAsync("heading => heading.scrollIntoView()");
        await opened.Page.ScreenshotAsync(new() { Path = Picture("report") });
        opened.AssertNoFaults();
    }

    static string Picture(string name) => Path.Combine(Environment.GetEnvironmentVariable("NEURALLAB_PICTURES")!, $"{name}.png");

    /// <summary>The page with every figure drawn, in the width of the page.</summary>
    async Task<BrowserPage> OpenForPictures()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NEURALLAB_PICTURES")), "Pictures are taken where NEURALLAB_PICTURES names a folder.");
        var opened = await Open(1200);
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('beforeprint'))");
        await opened.Page.WaitForFunctionAsync(AllDrawn, null, new() { Timeout = 120_000 });
        await opened.Page.EvaluateAsync("() => window.dispatchEvent(new Event('afterprint'))");
        // After printing, figures return to the width of the page.
        await opened.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.figure .main-svg')].every(svg => +svg.getAttribute('width') !== 700)");
        return opened;
    }

    async Task<BrowserPage> Open(int width)
    {
        Assert.SkipWhen(File.ReadAllText(report.Page).Contains("cdn.jsdelivr.net", StringComparison.Ordinal), "The build found no npm, so the report needs the network.");
        var opened = await browser.NewPageAsync(width);
        await opened.OpenFileAsync(report.Page);
        return opened;
    }

    [GeneratedRegex(@"<p>Chart of Plotly\.NET\. [0-9]+ traces? \(")]
    private static partial Regex DrawnByPackage();

    [GeneratedRegex("class=\"verdict passed\"")]
    private static partial Regex Verdicts();
}
