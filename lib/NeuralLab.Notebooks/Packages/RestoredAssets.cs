using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks.Packages;

/// <summary>Reads which assembly files a restore chose (NuGet's <c>project.assets.json</c>).</summary>
static class RestoredAssets
{
    public static string FileIn(string projectFolder) => Path.Combine(projectFolder, "obj", "project.assets.json");

    /// <summary>The assembly files; null where the folder has no restore, or a file has gone since.</summary>
    public static IReadOnlyList<string>? Read(string projectFolder)
    {
        if (!File.Exists(FileIn(projectFolder)))
            return null;
        var assets = JsonNode.Parse(File.ReadAllText(FileIn(projectFolder)))!;
        var folders = assets["packageFolders"]!.AsObject().Select(folder => folder.Key).ToArray();
        var files =
            from package in assets["targets"]!.AsObject().First().Value!.AsObject()
            from file in package.Value!["runtime"]?.AsObject() ?? []
            where file.Key.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            let place = Path.Combine(assets["libraries"]![package.Key]!["path"]!.GetValue<string>(), file.Key)
            select folders.Select(folder => Path.GetFullPath(Path.Combine(folder, place))).FirstOrDefault(File.Exists);
        var found = files.ToArray();
        return found.Contains(null) ? null : found!;
    }
}
