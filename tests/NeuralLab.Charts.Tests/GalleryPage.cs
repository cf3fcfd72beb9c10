using NeuralLab.Testing;
using NeuralLab.Web;

namespace NeuralLab.Charts.Tests;

/// <summary>Pages that hold the fragments that a notebook shows, beside the plotly.js that the build puts there.</summary>
static class GalleryPage
{
    static readonly Lazy<string> EmptyFolder = new(Folder);

    static readonly Lazy<string> FolderWithPlotly = new(() =>
    {
        var folder = Folder();
        File.Copy(PlotlyPath, Path.Combine(folder, "plotly.min.js"));
        return folder;
    });

    /// <summary>The folder that holds the solution.</summary>
    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "NeuralLab.sln")))
                folder = folder.Parent ?? throw new InvalidOperationException("NeuralLab.sln was not found above the tests.");
            return folder.FullName;
        }
    }

    /// <summary>What the build installed.</summary>
    public static string PlotlyPath => Path.Combine(Repository, "lib", "Web", "node_modules", WebAsset.Plotly.Package, WebAsset.Plotly.Path);

    public static bool HasPlotly => File.Exists(PlotlyPath);

    /// <summary>Opens a page with a fragment and waits for its first figure.</summary>
    public static async Task<BrowserPage> OpenAsync(BrowserFixture browser, string fragment, string head = "")
    {
        Assert.SkipUnless(HasPlotly, "The build found no npm, so there is no plotly.min.js.");
        var opened = await browser.NewPageAsync();
        await opened.OpenFileAsync(Write([fragment], head));
        await opened.Page.Locator("[data-drawn]").First.WaitForAsync();
        return opened;
    }

    /// <summary>Writes a page with these fragments, with plotly.min.js beside it or not. It is removed when the tests end.</summary>
    public static string Write(IEnumerable<string> fragments, string head = "", bool withPlotly = true)
    {
        var page = Path.Combine(withPlotly ? FolderWithPlotly.Value : EmptyFolder.Value, $"{Guid.NewGuid():N}.html");
        File.WriteAllText(page, $$"""
            <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>
            <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
            <style>body { font-family: sans-serif; margin: 16px } @media (prefers-color-scheme: dark) { body { background: #1e1e1e; color: #e6e6e6 } }</style>
            {{head}}</head><body>
            {{string.Join("\n", fragments)}}
            </body></html>
            """);
        return page;
    }

    static string Folder()
    {
        var folder = Directory.CreateTempSubdirectory("neurallab-gallery-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }
}
