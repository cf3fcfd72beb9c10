using NeuralLab.Web;

namespace NeuralLab.Charts.Tests;

/// <summary>The script's own unit tests, and what it is as a whole.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task Its_unit_tests_pass_under_Node() =>
        await Node.RunAsync("", [.. Directory.GetFiles(Node.Folder, "*.test.js").Prepend("--test")]);

    [Fact]
    public async Task It_is_linted_as_a_whole_and_each_view_has_all_that_it_names()
    {
        if (!Directory.Exists(Path.Combine(Node.Folder, "node_modules", "eslint")))
        {
            var missing = $"npm's eslint is missing: npm ci --prefix {Node.Folder}";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") is "true" or "1", missing);
            Assert.Fail(missing);
        }
        var folder = Directory.CreateTempSubdirectory("neurallab-lint-");
        try
        {
            string[] scripts = [ExploreScript.All, .. new[] { "network", "digit", "training", "backpropagation" }.Select(ExploreScript.Of)];
            var files = scripts.Select((_, i) => Path.Combine(folder.FullName, $"{i}.js")).ToArray();
            for (var i = 0; i < files.Length; i++)
                await File.WriteAllTextAsync(files[i], scripts[i], TestContext.Current.CancellationToken);
            await Node.RunAsync("", [Path.Combine(Node.Folder, "lint.js"), .. files]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("network")]
    [InlineData("digit")]
    [InlineData("training")]
    [InlineData("backpropagation")]
    public async Task Every_view_has_the_parts_that_it_needs_in_strict_mode_and_stays_small(string view)
    {
        var script = ExploreScript.Of(view);
        Assert.True(script.Length < 72_000, $"The script of a {view} has {script.Length} characters; every notebook that shows one holds them.");
        Assert.DoesNotContain("http", script, StringComparison.Ordinal);
        // Nothing but its one name is left behind.
        await Node.RunAsync($"'use strict';\n{script}\nif (typeof neuralLabExplore.show !== 'function' || globalThis.Model) throw new Error('leaks');", "-");
    }
}
