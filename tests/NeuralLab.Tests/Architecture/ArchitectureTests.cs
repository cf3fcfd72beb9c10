using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NeuralLab.Tests.Architecture;

/// <summary>docs/architecture.md is what the code is: who may use whom, and nobody else.</summary>
public partial class ArchitectureTests
{
    static readonly string Map = File.ReadAllText(ProjectFolder.Find("docs", "architecture.md"));

    /// <summary>Folders of the engine, each after those that it may use.</summary>
    static readonly List<string> Folders = [.. Block("folders").Select(line => line.Split(' ')[0])];

    [Fact]
    public void EveryFolderOfTheEngineIsOnTheMap() =>
        Assert.Equal(EngineSources.Folders.Order(StringComparer.Ordinal), Folders.Order(StringComparer.Ordinal));

    [Fact]
    public void AFolderUsesOnlyThoseAboveItOnTheMap()
    {
        var references = EngineSources.References();
        // The compiler was asked in earnest: layers do use kernels.
        Assert.Contains(references, reference => (reference.From, reference.To) == ("Layers", "Kernels"));
        Assert.Empty(references.Where(reference => Folders.IndexOf(reference.To) > Folders.IndexOf(reference.From)).Select(reference => $"{reference}"));
    }

    [Fact]
    public void AForbiddenArrowIsSeen()
    {
        var arrow = Assert.Single(EngineSources.ReferencesOf(
            "Kernels/Above.cs", "namespace NeuralLab.Kernels; static class Above { static object Of() => Loss.Huber; }"));
        Assert.Equal(("Kernels", "Losses"), (arrow.From, arrow.To));
        Assert.True(Folders.IndexOf(arrow.To) > Folders.IndexOf(arrow.From));
    }

    [Fact]
    public void ProjectsUseWhomTheMapNames()
    {
        var arrows = Block("arrows").Select(line => string.Join(" -> ", line.Split("->").Select(part => part.Trim()))).Order(StringComparer.Ordinal);
        Assert.Equal(arrows, Projects().Select(project => $"{project.Name} -> {string.Join(", ", project.Uses)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void OnlyTestsAndBenchmarksSeeWhatIsInternal() => Assert.All(
        Projects().SelectMany(project => project.Xml.Descendants("InternalsVisibleTo")).Select(friend => friend.Attribute("Include")!.Value),
        friend => Assert.True(friend.EndsWith(".Tests", StringComparison.Ordinal) || friend == "NeuralLab.Benchmarks", $"{friend} sees what is internal"));

    /// <summary>The limit holds for code: the text of a message is not broken, so that it can be searched for.</summary>
    [Fact]
    public void LinesAreNotTooLong()
    {
        const int longest = 160;
        var lib = ProjectFolder.Find("lib");
        var files = Directory.EnumerateFiles(lib, "*.cs", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(lib, path).Replace('\\', '/'));
        Assert.Empty(files.Where(file => !Built().IsMatch(file)).SelectMany(file => Text().Replace(File.ReadAllText(Path.Combine(lib, file)), Shortened)
            .Split('\n').Index().Where(line => line.Item.Length > longest).Select(line => $"{file}, line {line.Index + 1}")));

        static string Shortened(Match text) => $"\"\"{new string('\n', text.Value.Count(c => c == '\n'))}";
    }

    static IEnumerable<(string Name, XDocument Xml, IEnumerable<string> Uses)> Projects()
    {
        foreach (var path in Directory.EnumerateFiles(ProjectFolder.Find("lib", "NeuralLab", ".."), "NeuralLab*.csproj", SearchOption.AllDirectories))
        {
            var xml = XDocument.Load(path);
            yield return (Path.GetFileNameWithoutExtension(path), xml,
                xml.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The lines of a fenced block.</summary>
    static string[] Block(string name) =>
        Map.Split($"```{name}\n")[1].Split("```")[0].Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*\"", RegexOptions.Singleline)]
    private static partial Regex Text();

    [GeneratedRegex("^[^/]+/(obj|bin)/")]
    private static partial Regex Built();
}
