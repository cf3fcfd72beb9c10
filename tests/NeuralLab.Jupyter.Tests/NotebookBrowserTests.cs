using Microsoft.Playwright;
using NeuralLab.Testing;

namespace NeuralLab.Jupyter.Tests;

/// <summary>What a student does with NN1, in a real browser with Jupyter Notebook, without a network.</summary>
public sealed class NotebookBrowserTests(BrowserFixture browser, InstalledKernel kernel) : IClassFixture<BrowserFixture>, IClassFixture<InstalledKernel>
{
    const string Lab = "NN1-forward-pass.ipynb";
    const int Patience = 120_000;

    [Fact]
    public async Task NN1_is_stepped_through_and_its_figures_draw_again_after_reopening()
    {
        var folder = Directory.CreateDirectory(Path.Combine(kernel.Folder, "labs")).FullName;
        foreach (var name in new[] { Lab, "lab.csx", "plotly.min.js" })
            File.Copy(Project.Notebook(name), Path.Combine(folder, name));
        using var server = await NotebookServer.StartAsync(kernel, folder);
        await using var opened = await browser.NewPageAsync();
        var page = opened.Page;
        page.SetDefaultTimeout(Patience);
        // The server is this machine; everything else stays away.
        await page.Context.UnrouteAllAsync();
        await page.Context.RouteAsync(url => !url.StartsWith(server.Address.OriginalString, StringComparison.Ordinal) && url.StartsWith("http", StringComparison.Ordinal), route => route.AbortAsync());
        await page.GotoAsync($"{server.Address}notebooks/{Lab}");
        await Idle(page);

        await StepToFirstFigure(page);
        await SliderMoves(page);
        await TabCompletes(page);
        await ShiftTabShowsDocumentation(page);
        await StopButtonEndsTheCell(page);
        await ReadLineAsks(page);

        await page.EvaluateAsync("() => Jupyter.notebook.save_notebook()");
        await page.ReloadAsync();
        await Trust(page);
        await page.Locator(".js-plotly-plot .main-svg").First.WaitForAsync();
        await page.EvaluateAsync("() => Jupyter.notebook.scroll_to_cell(7)");
        await Picture(page, "reopened");
    }

    static async Task StepToFirstFigure(IPage page)
    {
        await page.EvaluateAsync("() => { Jupyter.notebook.select(0); Jupyter.notebook.focus_cell(); }");
        // Heading, import, settings, and the first section with its figure.
        for (var cell = 0; cell < 8; cell++)
            await page.Keyboard.PressAsync("Shift+Enter");
        await page.Locator(".js-plotly-plot .main-svg").First.WaitForAsync();
        await Idle(page);
        Assert.Equal(0, await page.Locator(".output_error").CountAsync());
        await Picture(page, "figure");
    }

    static async Task SliderMoves(IPage page)
    {
        const string Curve = "() => document.querySelector('.js-plotly-plot .scatterlayer path.js-line').getAttribute('d')";
        var before = await page.EvaluateAsync<string>(Curve);
        var rail = page.Locator(".js-plotly-plot .slider-rail-touch-rect").First;
        await rail.ScrollIntoViewIfNeededAsync();
        var place = (await rail.BoundingBoxAsync())!;
        await page.Mouse.ClickAsync(place.X + 0.6f * place.Width, place.Y + (place.Height / 2));
        await page.WaitForFunctionAsync($"before => ({Curve})() !== before", before);
        await Picture(page, "slider");
    }

    static async Task TabCompletes(IPage page)
    {
        await NewCell(page, "Math.Ma");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#complete option", new() { HasTextString = "Max" }).First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Picture(page, "completion");
        await page.Keyboard.PressAsync("Escape");
    }

    static async Task ShiftTabShowsDocumentation(IPage page)
    {
        await NewCell(page, "Math.Max");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Locator("#tooltip", new() { HasTextString = "larger" }).WaitForAsync();
        await Picture(page, "documentation");
        await page.Keyboard.PressAsync("Escape");
    }

    static async Task StopButtonEndsTheCell(IPage page)
    {
        await NewCell(page, "Console.WriteLine(\"runs\"); while (true) { }");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Locator(".output_stdout", new() { HasTextString = "runs" }).Last.WaitForAsync();
        await page.Locator("[data-jupyter-action='jupyter-notebook:interrupt-kernel']").ClickAsync();
        await page.Locator(".output_error", new() { HasTextString = "Interrupted" }).WaitForAsync();
        await Picture(page, "stopped");
    }

    static async Task ReadLineAsks(IPage page)
    {
        await NewCell(page, "Console.Write(\"Your name: \"); $\"Hello, {Console.ReadLine()}!\"");
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Locator("input.raw_input").FillAsync("Ada");
        await page.Locator("input.raw_input").PressAsync("Enter");
        await page.Locator(".output_result", new() { HasTextString = "Hello, Ada!" }).WaitForAsync();
        await Picture(page, "input");
    }

    /// <summary>Notebook runs no scripts of a saved output before the reader has said once that the file is trusted; until then the figure is its text.</summary>
    static async Task Trust(IPage page)
    {
        await Idle(page);
        await page.Locator(".output_html", new() { HasTextString = "One sigmoid neuron: its weight" }).WaitForAsync();
        await Picture(page, "untrusted");
        await page.Locator("#notification_trusted").ClickAsync();
        await page.Locator(".modal.in .btn-danger", new() { HasTextString = "Trust" }).ClickAsync();
    }

    static async Task NewCell(IPage page, string code)
    {
        await page.EvaluateAsync("""
            () => {
                Jupyter.notebook.insert_cell_at_bottom('code');
                Jupyter.notebook.select(Jupyter.notebook.ncells() - 1);
                Jupyter.notebook.scroll_to_cell(Jupyter.notebook.ncells() - 1);
                Jupyter.notebook.edit_mode();
                Jupyter.notebook.get_selected_cell().code_mirror.setOption('autoCloseBrackets', false);
            }
            """);
        await page.Keyboard.InsertTextAsync(code);
    }

    static async Task Idle(IPage page) => await page.WaitForFunctionAsync("() => window.Jupyter?.notebook?.kernel?.is_connected() && document.querySelector('.kernel_idle_icon') && !document.querySelector('.code_cell.running')");

    /// <summary>Where the variable names a folder, what is to be seen is kept for people.</summary>
    static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("NEURALLAB_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"notebook-{name}.png") });
    }
}
