namespace NeuralLab.Tests;

/// <summary>
/// Real data too large to ship: the folder that NEURALLAB_SHARED_DATA names, or <c>shared/data</c> beside the checkout. Tests that need it
/// are skipped where it is not, and say so.
/// </summary>
static class SharedData
{
    public const string Variable = "NEURALLAB_SHARED_DATA";

    public static string Folder(string name)
    {
        string? found = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Beside();
        string? folder = found is null ? null : Path.Combine(found, name);
        Assert.SkipUnless(Directory.Exists(folder), $"No real data: there is no shared/data/{name} beside the checkout, and {Variable} names no folder that has it.");
        return folder!;
    }

    static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "data"))) return Path.Combine(folder.FullName, "shared", "data");
        return null;
    }
}
