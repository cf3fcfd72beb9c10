using System.Text.Json.Nodes;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Doctor;

/// <summary>Looks at everything that the labs need or can use.</summary>
/// <param name="root">The project's folder.</param>
/// <param name="cancellation">Ends the look.</param>
sealed class Examination(string root, CancellationToken cancellation)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan FeedPatience = TimeSpan.FromSeconds(4);

    /// <summary>All findings, in the order in which they are shown.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        var feeds = Feeds();
        return [await Sdk(), await Node(), Browser(), Import(), Plotly(), Data(), Processes(), .. FrontEnds.Find(), .. await feeds];
    }

    async Task<Finding> Sdk()
    {
        const string What = ".NET SDK";
        var wanted = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(root, "global.json"), cancellation))!["sdk"]!["version"]!.GetValue<string>();
        if (Programs.Find("dotnet") is not { } dotnet)
            return new(What, State.Missing, "no dotnet on the path", $"install the .NET SDK {wanted} or a later 10.0 one");
        var (exitCode, said) = await Programs.RunAsync(dotnet, ["--version"], Patience, cancellation, root);
        return exitCode == 0
            ? new(What, State.Present, said.Trim(), $"fits global.json ({wanted} or a later feature release)")
            : new(What, State.Missing, FirstLine(said), $"install the .NET SDK {wanted} or a later 10.0 one");
    }

    async Task<Finding> Node()
    {
        const string What = "Node.js";
        if (Programs.Find("node") is not { } node || Programs.Find("npm") is null)
            return new(What, State.Optional, "no node or npm on the path", "figures load plotly.js from its public address instead of from this machine; install Node.js and build again");
        var (exitCode, said) = await Programs.RunAsync(node, ["--version"], Patience, cancellation);
        return exitCode == 0
            ? new(What, State.Present, said.Trim(), "the build embeds plotly.js and KaTeX: reports work offline")
            : new(What, State.Optional, FirstLine(said), "node does not start: figures load plotly.js from its public address");
    }

    static Finding Browser() => Chromium.Find() is { } path
        ? new("Chromium", State.Present, path, "reports can be printed (--pdf), browser tests run")
        : new("Chromium", State.Optional, "not found", "no --pdf, and browser tests are skipped; everything else works");

    Finding Import()
    {
        const string What = "lab.csx";
        var script = Path.Combine(root, "notebooks", "lab.csx");
        if (!File.Exists(script))
            return new(What, State.Missing, "not there", "the labs' first cell needs it: dotnet build -c Release");
        var gone = File.ReadLines(script).Where(line => line.StartsWith("#r \"", StringComparison.Ordinal))
            .Select(line => line[4..].TrimEnd().TrimEnd('"')).FirstOrDefault(path => !File.Exists(path));
        return gone is null
            ? new(What, State.Present, script, "the labs find the libraries")
            : new(What, State.Missing, $"names {gone}, which is not there", "the project was moved or cleaned: dotnet build -c Release");
    }

    Finding Plotly() => File.Exists(Path.Combine(root, "notebooks", "plotly.min.js"))
        ? new("plotly.js", State.Present, "beside lab.csx", "figures in editors draw offline")
        : new("plotly.js", State.Optional, "not beside lab.csx", "figures in editors load it from its public address; with Node.js installed the build puts it there");

    static Finding Processes() => new("processes", Containment.IsComplete ? State.Present : State.Optional, Containment.Found, Containment.Meaning);

    static Finding Data()
    {
        const string What = "data";
        try
        {
            var checks = DataCatalog.Verify();
            var faults = checks.Where(check => check.Result != DataCheckResult.Intact).ToArray();
            return faults.Length == 0
                ? new(What, State.Present, $"{checks.Count} files in {DataFolder.Find()}", "all are as shipped")
                : new(What, State.Missing, $"{faults.Length} of {checks.Count} files are not as shipped: {string.Join(", ", faults.Take(3).Select(fault => fault.File))}", "see: neurallab data verify; mend with neurallab data generate, or restore them");
        }
        catch (DataException fault)
        {
            return new(What, State.Missing, "not usable", fault.Message);
        }
    }

    async Task<IReadOnlyList<Finding>> Feeds()
    {
        const string What = "package feed";
        if (Programs.Find("dotnet") is not { } dotnet)
            return [];
        var (_, said) = await Programs.RunAsync(dotnet, ["nuget", "list", "source", "--format", "Short"], Patience, cancellation, root);
        var sources = said.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => line.StartsWith("E ", StringComparison.Ordinal)).Select(line => line[2..].Trim()).ToArray();
        if (sources.Length == 0)
            return [new(What, State.Optional, "none is configured", "what is restored already works; the first build and the Plotly.NET sections need one: dotnet nuget add source")];
        return await Task.WhenAll(sources.Select(async source => await Answers(source)
            ? new Finding(What, State.Present, source, "packages can be restored")
            : new Finding(What, State.Optional, $"{source} does not answer", "what is restored already works; the Plotly.NET sections are skipped")));
    }

    async Task<bool> Answers(string source)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address) || address.IsFile)
            return Directory.Exists(source);
        using var client = new HttpClient { Timeout = FeedPatience };
        try
        {
            using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    static string FirstLine(string said) => said.Trim().Split('\n')[0].Trim();
}
