using System.Text;
using System.Text.Json;

namespace NeuralLab;

/// <summary>Files in which people say what is to be run: JSON with comments and trailing commas, of at most 1 MiB.</summary>
static class SpecFile
{
    const int Longest = 1 << 20;
    static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, AllowDuplicateProperties = false,
    };

    /// <summary>The member that tells editors what a file may have.</summary>
    public const string Schema = "$schema";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="from">Makes of the JSON what it says.</param>
    /// <exception cref="DataException">It is not there, is no such JSON, or asks for what there is not; the message names the file.</exception>
    public static TSpec Read<TSpec>(string path, Func<JsonElement, TSpec> from)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new DataNotFoundException(path, "name the file that says what to run");
        try
        {
            using var document = JsonDocument.Parse(Content(path), Lenient);
            return from(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new DataException($"{path}, line {error.LineNumber + 1}: this is no JSON: {error.Message}", error);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or DataException)
        {
            throw new DataException($"{path}: {error.Message}", error);
        }
    }

    static string Content(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read);
        var bytes = new byte[Longest + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > Longest) throw new FormatException(FormattableString.Invariant($"it has more than {Longest:N0} bytes"));
        // An ArgumentException where it is no UTF-8.
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, length)).TrimStart('\uFEFF');
    }

    /// <summary>Stops with an error where an object lacks a member, or has one that it cannot have.</summary>
    public static void RequireMembers(JsonElement json, string what, string[] required, string[] optional)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException($"{what} must be an object {{ ... }}, but is {SettingsJson.Short(json)}");
        string[] known = [.. required, .. optional];
        if (json.EnumerateObject().Select(member => member.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new FormatException($"{what} cannot have '{unknown}'; it can have: {string.Join(", ", known)}");
        if (required.FirstOrDefault(name => !json.TryGetProperty(name, out _)) is { } missing)
            throw new FormatException($"{what} needs '{missing}'");
    }

    public static int? Whole(JsonElement json, string name, int minimum) =>
        !json.TryGetProperty(name, out var given) ? null
        : given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var number) && number >= minimum ? number
        : throw new FormatException($"{name} must be a whole number >= {minimum}, but is {SettingsJson.Short(given)}");

    public static double Number(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Number } given
        ? given.GetDouble()
        : throw new FormatException($"{name} must be a number, but is {SettingsJson.Short(json.GetProperty(name))}");

    public static string Text(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.String } given
        ? given.GetString()!
        : throw new FormatException($"{name} must be a name in quotes, but is {SettingsJson.Short(json.GetProperty(name))}");

    /// <summary>One value of a setting, of the kind of its default.</summary>
    public static object Value(string name, object standard, JsonElement given) => (standard, given.ValueKind) switch
    {
        (string, JsonValueKind.String) => given.GetString()!,
        (double, JsonValueKind.Number) => given.GetDouble(),
        _ => throw new FormatException($"setting '{name}' expects {(standard is string ? "texts" : "numbers")}, found {SettingsJson.Short(given)}"),
    };
}
