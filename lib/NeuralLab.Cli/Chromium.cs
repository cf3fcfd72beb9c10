namespace NeuralLab.Cli;

/// <summary>The browser that prints reports, where one is installed.</summary>
static class Chromium
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(2);

    /// <summary>The program's path, or null.</summary>
    public static string? Find() => Names.Select(Programs.Find).FirstOrDefault(path => path is not null)
        ?? new[]
        {
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Google", "Chrome", "Application", "chrome.exe"),
            Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft", "Edge", "Application", "msedge.exe"),
        }.FirstOrDefault(File.Exists);

    /// <summary>Prints a page to a PDF file beside it.</summary>
    /// <returns>The PDF's path.</returns>
    /// <exception cref="UsageException">Chromium did not print.</exception>
    public static async Task<string> PrintAsync(string chromium, string page, CancellationToken cancellation)
    {
        var pdf = Path.ChangeExtension(page, ".pdf");
        var profile = Directory.CreateTempSubdirectory("neurallab-print-");
        try
        {
            // The virtual time lets the page's scripts draw their figures before it is printed.
            string[] arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", $"--user-data-dir={profile.FullName}",
                "--virtual-time-budget=30000", "--no-pdf-header-footer", $"--print-to-pdf={pdf}.tmp", new Uri(page).AbsoluteUri];
            var (exitCode, said) = await Programs.RunAsync(chromium, arguments, TimeLimit, cancellation);
            if (exitCode != 0 || !File.Exists($"{pdf}.tmp"))
                throw new UsageException($"Chromium did not print the report: {said.Trim().Split('\n')[^1]}");
            File.Move($"{pdf}.tmp", pdf, overwrite: true);
            return pdf;
        }
        finally
        {
            File.Delete($"{pdf}.tmp");
            profile.Delete(recursive: true);
        }
    }
}
