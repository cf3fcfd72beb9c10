using System.Diagnostics;
using NeuralLab.Notebooks.Tests.Running;

namespace NeuralLab.Notebooks.Tests.Packages;

public sealed class PackageTests : IDisposable
{
    const string Unknown = "NeuralLab.There.Is.No.Such.Package";

    readonly Lab lab = new();

    readonly RunOptions options;

    /// <summary>What the tests restore stays in their own folder: the notebook's NuGet.config says so, and is heard.</summary>
    public PackageTests()
    {
        lab.Folder.WriteText("NuGet.config", "<configuration><config><add key=\"globalPackagesFolder\" value=\"packages\" /></config></configuration>");
        options = new RunOptions { PackageFolder = lab.Folder.File("restored") };
    }

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task Cells_of_an_optional_section_are_skipped_visibly_where_its_packages_are_not_to_be_had()
    {
        var result = await lab.Run(
            options,
            Lab.Code("var x = 1;"),
            Lab.Code($"#r \"nuget: {Unknown}, 5.1.0\"", "plotly-net"),
            Lab.Code("using No.Such.Thing;", "plotly-net"),
            Lab.Code("x + 1"));

        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal("2", result.ResultText(3));
        Assert.Equal([1, 2], result.Skipped.Select(skipped => skipped.CellIndex));
        Assert.All(result.Skipped, skipped =>
        {
            Assert.Contains(Unknown, skipped.Detail, StringComparison.Ordinal);
            Assert.Null(result.Document.Cells[skipped.CellIndex].ExecutionCount);
        });
        // One quiet line: the codes of the package manager help nobody who reads the notebook.
        Assert.Equal("Skipped: this optional section needs packages that cannot be restored here.\n", result.Printed(1));
        Assert.Empty(result.Document.Cells[2].Outputs);
        var page = HtmlReport.Render([result]);
        Assert.DoesNotContain("NU1101", page, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(page, "cannot be restored here"));
    }

    [Fact]
    public async Task A_package_that_is_not_to_be_had_fails_with_the_restores_own_message()
    {
        var result = await lab.Run(options, $"#r \"nuget: {Unknown}, 5.1.0\"\n1");

        Assert.Equal((RunStatus.Failed, "PackageRestoreError"), (result.Status, result.Error!.Name));
        Assert.Contains($"NU1101: Unable to find package {Unknown}", result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#r \"nuget:\"")]
    [InlineData("#r \"nuget: A B\"")]
    [InlineData("#r \"nuget: A, 1.0$(x)\"")]
    public async Task A_malformed_package_line_shows_the_form(string line)
    {
        var result = await lab.Run("\n" + line);

        Assert.Equal(("DirectiveError", 2), (result.Error!.Name, result.Error.Line));
        Assert.Contains("expected #r \"nuget: NAME, VERSION\"", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_optional_section_runs_where_a_feed_has_its_packages_and_so_do_their_dependencies()
    {
        const string Version = "1.0.0";
        await Pack("NeuralLab.Test.Inner", Version, "public static class Inner { public static int Answer => 42; }", []);
        await Pack("NeuralLab.Test.Outer", Version, "public static class Outer { public static int Answer => Inner.Answer; }", [$"<PackageReference Include=\"NeuralLab.Test.Inner\" Version=\"{Version}\" />"]);

        var result = await lab.Run(
            options,
            Lab.Code("var x = 1;"),
            Lab.Code($"#i \"nuget: feed\"\n#r \"nuget: NeuralLab.Test.Outer, {Version}\"", "plotly-net"),
            Lab.Code("Outer.Answer + Inner.Answer + x", "plotly-net"));

        Assert.Equal((RunStatus.Succeeded, null), (result.Status, result.Error?.Message));
        Assert.Empty(result.Skipped);
        Assert.Equal("85", result.ResultText(2));
        Assert.True(File.Exists(lab.Folder.File($"packages/neurallab.test.inner/{Version}/lib/net{Environment.Version.Major}.0/NeuralLab.Test.Inner.dll")));
    }

    [Fact]
    public async Task A_library_named_by_path_is_loaded_from_there_with_what_lies_beside_it()
    {
        await Build("Inner", "public static class Inner { public static int Answer => 42; }", "");
        var library = await Build("Outer", "public static class Outer { public static int Answer => Inner.Answer; public static Inner2 Deep() => new(); }\npublic class Inner2 { public int Value => Inner.Answer; }", "<ProjectReference Include=\"../Inner/Inner.csproj\" />");

        var result = await lab.Run($"#r \"{library}\"\nOuter.Answer", "Inner.Answer + Outer.Deep().Value", "typeof(Outer).Assembly.Location");

        Assert.Equal((RunStatus.Succeeded, null), (result.Status, result.Error?.Message));
        Assert.Equal("42", result.ResultText(0));
        Assert.Equal("84", result.ResultText(1));
        // Read into memory, and its file left free to be built again.
        Assert.Equal("", result.ResultText(2));
    }

    async Task Pack(string name, string version, string source, string[] references)
    {
        var project = WriteProject(name, source, $"<Version>{version}</Version><RestoreAdditionalProjectSources>{lab.Folder.File("feed")}</RestoreAdditionalProjectSources>", string.Concat(references));
        Directory.CreateDirectory(lab.Folder.File("feed"));
        await Dotnet("pack", project, "-o", lab.Folder.File("feed"));
    }

    async Task<string> Build(string name, string source, string references)
    {
        var project = WriteProject(name, source, "", references);
        await Dotnet("build", project);
        return Path.Combine(Path.GetDirectoryName(project)!, "bin", "Debug", $"net{Environment.Version.Major}.0", name + ".dll");
    }

    string WriteProject(string name, string source, string properties, string references)
    {
        lab.Folder.WriteText($"{name}/Code.cs", source);
        return lab.Folder.WriteText($"{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net{Environment.Version.Major}.0</TargetFramework>{properties}</PropertyGroup><ItemGroup>{references}</ItemGroup></Project>");
    }

    static async Task Dotnet(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(DotnetHost.Path, [.. arguments, "--nologo", "-v", "q", "-nodeReuse:false", "-p:UseSharedCompilation=false"]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, said);
    }
}
