using System.Reflection;
using System.Text.Json.Nodes;

namespace NeuralLab.Web;

/// <summary>A script of a npm package at the version that <c>package.json</c> pins.</summary>
/// <param name="Package">The package's name.</param>
/// <param name="Version">Its exact version.</param>
/// <param name="Path">The script inside the package.</param>
/// <param name="Integrity">The script's hash, as the <c>integrity</c> attribute of a script element takes it.</param>
sealed record WebAsset(string Package, string Version, string Path, string Integrity)
{
    public static WebAsset Plotly { get; } = Pinned("plotly.js-cartesian-dist-min");

    public static WebAsset Katex { get; } = Pinned("katex");

    /// <summary>Where the same bytes are on the public CDN.</summary>
    public string Url => $"https://cdn.jsdelivr.net/npm/{Package}@{Version}/{Path}";

    /// <summary>The script's text, or null where the library was built without npm.</summary>
    public string? Content => Resource(Package);

    /// <summary>The text of a file embedded in this library, or null where there is none of that name.</summary>
    public static string? Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>A file embedded in this library as an address that holds its bytes, or null where there is none of that name.</summary>
    public static string? DataAddress(string name, string mimeType)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name);
        if (stream is null)
            return null;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return $"data:{mimeType};base64,{Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length)}";
    }

    static WebAsset Pinned(string package)
    {
        var pins = JsonNode.Parse(Resource("package.json")!)!;
        var file = pins["browserFiles"]![package]!;
        return new(package, (string)pins["dependencies"]![package]!, (string)file["path"]!, (string)file["integrity"]!);
    }
}
