using NeuralLab.Web;

namespace NeuralLab.Charts.Tests;

/// <summary>The script's own unit tests, and what it is as a whole.</summary>
public sealed class ScriptTests
{
    [Fact]
    public async Task Its_unit_tests_pass_under_Node() =>
        await Node.RunAsync("", [.. Directory.GetFiles(Node.Folder, "*.test.js").Prepend("--test")]);

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
