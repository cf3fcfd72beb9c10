using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace NeuralLab.Testing;

/// <summary>A page that may read files but nothing from outside, and remembers every error and every outside request.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    readonly ConcurrentQueue<string> faults = [];

    BrowserPage(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>What went wrong so far: console errors, uncaught exceptions, requests to the outside.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    public static async Task<BrowserPage> OpenAsync(IBrowserContext context)
    {
        var opened = new BrowserPage(await context.NewPageAsync());
        opened.Page.SetDefaultTimeout(20_000);
        opened.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                opened.faults.Enqueue($"console {message.Type}: {message.Text}");
        };
        opened.Page.PageError += (_, error) => opened.faults.Enqueue($"uncaught: {error}");
        await context.RouteAsync(url => !url.StartsWith("file:", StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal), async route =>
        {
            opened.faults.Enqueue($"outside request: {route.Request.Url}");
            await route.AbortAsync();
        });
        return opened;
    }

    /// <summary>Opens a file and waits until it is loaded.</summary>
    public Task OpenFileAsync(string path) => Page.GotoAsync(new Uri(Path.GetFullPath(path)).AbsoluteUri);

    /// <summary>Fails with every fault that the page has had.</summary>
    public void AssertNoFaults() => Assert.True(faults.IsEmpty, string.Join(Environment.NewLine, faults));

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}
