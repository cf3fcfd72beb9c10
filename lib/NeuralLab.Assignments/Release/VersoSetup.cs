namespace NeuralLab.Assignments.Release;

/// <summary>
/// A program for students who use Verso, which finds libraries by whole paths only, and is told by nobody where the notebook is: it writes
/// the folder in which it lies into <c>lab.csx</c>. The other hosts need none of that, and take the changed file as well.
/// </summary>
static class VersoSetup
{
    internal const string Name = "setup.cs";

    internal const string Source = """
        #:property PublishAot=false
        // For Verso, which finds libraries by whole paths only: writes those of this folder into lab.csx.
        // Run it once, and again when the folder has moved: dotnet run setup.cs
        var folder = (string)AppContext.GetData("EntryPointFileDirectoryPath")!;
        var script = Path.Combine(folder, "lab.csx");
        string Whole(string line) => $"#r \"{Path.Combine(folder, "lib", line[(line.LastIndexOfAny(['/', '\\']) + 1)..].TrimEnd('"'))}\"";
        const string enter = "System.IO.Directory.SetCurrentDirectory";
        var lines = File.ReadAllLines(script).Where(line => !line.StartsWith(enter)).Select(line => line.StartsWith("#r ") ? Whole(line) : line);
        File.WriteAllLines(script, [.. lines, $"{enter}(@\"{folder}\");"]);
        Console.WriteLine($"{script} has this folder's paths now.");

        """;
}
