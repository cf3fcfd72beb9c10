using System.Security.Cryptography;
using System.Text.Json.Nodes;
using NeuralLab.Web;

namespace NeuralLab.Charts.Tests;

/// <summary>The browser files are exactly the pinned ones, wherever they come from.</summary>
public sealed class WebAssetTests
{
    static readonly string Web = Path.Combine(GalleryPage.Repository, "lib", "Web");

    [Fact]
    public void The_pinned_hashes_are_those_of_the_installed_files()
    {
        Assert.SkipUnless(GalleryPage.HasPlotly, "The build found no npm, so no file is installed.");
        foreach (var asset in new[] { WebAsset.Plotly, WebAsset.Katex })
        {
            var file = File.ReadAllBytes(Path.Combine(Web, "node_modules", asset.Package, asset.Path));
            Assert.Equal(asset.Integrity, $"sha384-{Convert.ToBase64String(SHA384.HashData(file))}");
        }
    }

    [Fact]
    public void The_lock_pins_the_same_versions_by_hash_and_names_no_registry()
    {
        var text = File.ReadAllText(Path.Combine(Web, "package-lock.json"));
        Assert.DoesNotContain("\"resolved\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("://registry", text, StringComparison.Ordinal);
        var packages = JsonNode.Parse(text)!["packages"]!;
        foreach (var asset in new[] { WebAsset.Plotly, WebAsset.Katex })
        {
            Assert.Equal(asset.Version, (string?)packages[$"node_modules/{asset.Package}"]!["version"]);
            Assert.StartsWith("sha512-", (string?)packages[$"node_modules/{asset.Package}"]!["integrity"], StringComparison.Ordinal);
        }
    }
}
