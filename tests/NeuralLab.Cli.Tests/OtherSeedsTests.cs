using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using NeuralLab.Labs;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Tests;

/// <summary>What the labs' texts state holds at other seeds than those it was written with.</summary>
/// <remarks>Not beside the browser, which would wait for its cores.</remarks>
[Collection("all labs")]
public sealed class OtherSeedsTests
{
    [Theory]
    [InlineData(1001)]
    [InlineData(5001)]
    public async Task Every_claim_of_every_lab_holds_and_every_target_is_reached(int firstSeed)
    {
        var folder = Directory.CreateTempSubdirectory("neurallab-seeds-");
        try
        {
            var notebooks = Directory.GetFiles(Path.Combine(RealReport.Root, "notebooks"), "*.ipynb").Order(StringComparer.Ordinal).ToArray();
            var outcome = await Run(["run", .. notebooks, "--set", $"firstSeed={firstSeed.ToString(CultureInfo.InvariantCulture)}", "--out", folder.FullName, "--cell-timeout", "600", "--timeout", "3000"]);
            Assert.True(outcome.ExitCode == 0, outcome.Errors + outcome.Output);

            var executed = notebooks.Select(path => NotebookDocument.Load(Path.Combine(folder.FullName, Path.GetFileName(path)))).ToArray();
            foreach (var (path, document) in notebooks.Zip(executed))
                Assert.True(Claimed(document).Any(), $"{Path.GetFileName(path)} shows no claims.");
            Assert.Empty(executed.SelectMany(Claimed).Where(claim => !(bool)claim["holds"]!).Select(claim => $"{claim["text"]} {claim["evidence"]}"));
            Assert.Empty(TargetOutcome.Collect(executed).Where(target => !target.IsReached).Select(target => $"{target.Target.Lab}, {target.Target.Set}: {target.Mean}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static IEnumerable<JsonNode> Claimed(NotebookDocument document) => document.Cells
        .SelectMany(cell => cell.Outputs).OfType<DisplayOutput>()
        .Select(output => output.Data[Claims.MimeType]).OfType<JsonObject>()
        .SelectMany(claims => claims["claims"]!.AsArray())!;

    static async Task<Outcome> Run(string[] arguments)
    {
        using CommandLine command = new();
        ProcessStartInfo start = new(command.Dotnet, [Path.Combine(AppContext.BaseDirectory, "NeuralLab.Cli.dll"), .. arguments])
        {
            WorkingDirectory = RealReport.Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        return await CommandLine.End(process);
    }
}
