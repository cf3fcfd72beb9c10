using System.Text.Json.Nodes;
using Microsoft.Playwright;
using NeuralLab.Charts;
using NeuralLab.Charts.Tests;
using NeuralLab.Testing;
using static NeuralLab.Notebooks.Tests.Report.SampleRuns;

namespace NeuralLab.Notebooks.Tests.Report;

/// <summary>Figures that compute in the report: from their data, with the page's own script.</summary>
public sealed class ExploreInReportTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1280, false)]
    [InlineData(390, true)]
    public async Task Two_of_each_work_under_the_pages_policy(int width, bool dark)
    {
        var run = Run("NN.ipynb", RunStatus.Succeeded, [Text("# Figures that compute"), .. ExploreGallery.All.Values.SelectMany(one => new[] { Code("show", Of(one)), Code("show", Of(one)) })]);
        await using var opened = await Open(run, width, dark);
        await opened.Page.WaitForFunctionAsync("() => [...document.querySelectorAll('.explore')].every(place => place.dataset.drawn)");
        Assert.Equal(2 * ExploreGallery.All.Count, await opened.Page.Locator(".explore[data-drawn]").CountAsync());
        foreach (var button in await opened.Page.GetByRole(AriaRole.Button, new() { Name = "One epoch" }).AllAsync())
            await button.ClickAsync();
        await Assertions.Expect(opened.Page.GetByText("epoch 1:")).ToHaveCountAsync(4);
        await opened.Page.GetByRole(AriaRole.Slider).First.FillAsync("0.5");
        await opened.Page.GetByText("Copy as C#").First.ClickAsync();
        await Assertions.Expect(opened.Page.Locator("pre:visible").Filter(new() { HasText = "new Dense<double>" }).First).ToBeVisibleAsync();
        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Data_that_no_view_takes_leave_their_text_and_what_looks_like_markup_stays_text()
    {
        const string Attack = "</script><img src=x onerror=\"document.title='attacked'\">";
        var broken = JsonNode.Parse(ExploreGallery.All["Backpropagation"].ToJson())!.AsObject();
        broken["layers"] = new JsonArray(1);
        var hostile = JsonNode.Parse(ExploreGallery.All["Training"].ToJson())!.AsObject();
        (hostile["title"], hostile["summary"], hostile["caption"], hostile["dataCode"]) = (Attack, Attack, Attack, Attack);
        hostile["data"]!["featureNames"] = new JsonArray(Attack, Attack);
        hostile["data"]!["classNames"] = new JsonArray(Attack, Attack);
        await using var opened = await Open(Run("NN.ipynb", RunStatus.Succeeded, [Text("# Hostile"),
            Code("show", Shown((Exploration.MimeType, broken), ("text/plain", "text of the broken one"))),
            Code("show", Shown((Exploration.MimeType, new JsonObject { ["view"] = "constructor" }), ("text/plain", "no such kind"))),
            Code("show", Shown((Exploration.MimeType, hostile), ("text/plain", Attack)))]));
        await opened.Page.Locator(".explore[data-drawn]").WaitForAsync();
        await Assertions.Expect(opened.Page.Locator(".explore").First).ToHaveTextAsync("text of the broken one");
        await Assertions.Expect(opened.Page.Locator(".explore").Nth(1)).ToHaveTextAsync("no such kind");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "One epoch" }).ClickAsync();
        Assert.Equal("NeuralLab report", await opened.Page.TitleAsync());
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        opened.AssertNoFaults();
    }

    static DisplayOutput Of(Exploration one) =>
        Shown((Exploration.MimeType, JsonNode.Parse(one.ToJson())!), ("text/html", one.ToHtml()), ("text/plain", one.ToString()));

    async Task<BrowserPage> Open(NotebookRunResult run, int width = 1280, bool dark = false)
    {
        var path = Path.Combine(folder.Path, "report.html");
        HtmlReport.Write(path, [run]);
        var opened = await browser.NewPageAsync(width, dark);
        await opened.OpenFileAsync(path);
        return opened;
    }
}
