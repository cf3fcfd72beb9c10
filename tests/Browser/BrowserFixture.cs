using Microsoft.Playwright;

namespace NeuralLab.Testing;

/// <summary>
/// The system's Chromium without a network. Tests that use it are skipped where there is none, except in CI, where a
/// missing browser is a failure.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // A container's root has no sandbox; the rest keeps Chromium from asking for updates and the like.
    static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    IPlaywright? playwright;
    IBrowser? browser;

    public static string? Executable { get; } =
        new[] { Environment.GetEnvironmentVariable("CHROMIUM") }
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
                .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" }.Select(name => Path.Combine(folder, name))))
            .FirstOrDefault(path => path is { Length: > 0 } && File.Exists(path));

    public async ValueTask InitializeAsync()
    {
        if (Executable is null)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Arguments });
    }

    /// <summary>An empty page that records what goes wrong on it.</summary>
    /// <param name="width">Pixels; 1100 is a desktop, 390 a phone.</param>
    public async Task<BrowserPage> NewPageAsync(int width = 1100, bool dark = false, bool javaScript = true)
    {
        if (browser is null)
        {
            const string Missing = "There is no Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM to its path.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", Missing);
            Assert.Fail(Missing);
        }
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = javaScript,
        });
        return await BrowserPage.OpenAsync(context);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
