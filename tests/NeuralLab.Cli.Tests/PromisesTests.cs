using System.Text.RegularExpressions;

namespace NeuralLab.Cli.Tests;

/// <summary>A promise stands on a test that exists.</summary>
public sealed partial class PromisesTests
{
    [Theory]
    [InlineData("docs/promises.md")]
    [InlineData("docs/threats.md")]
    public void Each_test_that_a_page_names_exists(string page)
    {
        var root = Root();
        var sources = Directory.GetFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText).ToArray();
        var named = Named().Matches(File.ReadAllText(Path.Combine(root, page))).Select(name => (Type: name.Groups["type"].Value, Method: name.Groups["method"].Value)).Distinct().ToArray();

        Assert.True(named.Length > 10);
        Assert.All(named, name => Assert.True(
            sources.Any(source => Regex.IsMatch(source, $@"\bclass {name.Type}\b") && (name.Method.Length == 0 || Regex.IsMatch(source, $@"\b{name.Method}\("))),
            $"{page} names {name.Type}.{name.Method}, which does not exist"));
    }

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "NeuralLab.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"`(?<type>\w+Tests)(?:\.(?<method>\w+))?`")]
    private static partial Regex Named();
}
