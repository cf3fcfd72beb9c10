using System.IO.Compression;

namespace NeuralLab.Testing;

/// <summary>A package source whose Plotly.NET packages are the stand-in.</summary>
static class PlotlyNetFeed
{
    /// <summary>Writes the packages into a folder, and beside them a NuGet.config that knows no other source and keeps what it restores there.</summary>
    /// <param name="folder">Notebooks in it or below it restore from the feed.</param>
    public static void Write(string folder)
    {
        var feed = Directory.CreateDirectory(Path.Combine(folder, "feed")).FullName;
        Pack(feed, "Plotly.NET", "5.1.0", "", "Plotly.NET.dll", "FSharp.Core.dll");
        Pack(feed, "Plotly.NET.Interactive", "5.0.0", "<dependency id=\"Plotly.NET\" version=\"5.0.0\" />");
        Pack(feed, "Plotly.NET.CSharp", "0.13.0", "<dependency id=\"Plotly.NET\" version=\"5.0.0\" />");
        File.WriteAllText(Path.Combine(folder, "NuGet.config"), """
            <configuration>
              <config><add key="globalPackagesFolder" value="packages" /></config>
              <packageSources><clear /><add key="stand-in" value="feed" /></packageSources>
            </configuration>
            """);
    }

    static void Pack(string feed, string name, string version, string dependency, params string[] libraries)
    {
        using var package = ZipFile.Open(Path.Combine(feed, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var manifest = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open()))
        {
            manifest.Write($"""
                <package><metadata>
                <id>{name}</id><version>{version}</version><authors>NeuralLab</authors><description>Stand-in for tests.</description>
                <dependencies><group targetFramework="net10.0">{dependency}</group></dependencies>
                </metadata></package>
                """);
        }
        foreach (var library in libraries)
            package.CreateEntryFromFile(Path.Combine(AppContext.BaseDirectory, library), $"lib/net10.0/{library}");
    }
}
