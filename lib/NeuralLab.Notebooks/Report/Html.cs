using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace NeuralLab.Notebooks.Report;

/// <summary>Writes text, data and scripts into a page so that none is taken for another.</summary>
static class Html
{
    // Escapes < and >, so that no text inside ends the script element that holds it, and keeps other letters readable.
    static readonly JsonSerializerOptions InScript = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A script element that holds data instead of code.</summary>
    public static string Data(JsonNode data) => $"<script type=\"application/json\">{data.ToJsonString(InScript)}</script>";

    /// <summary>The source expression by which a Content-Security-Policy allows this very script.</summary>
    public static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    /// <summary>A duration as people read it: <c>0.42 s</c>, <c>12 s</c>, <c>3 min 20 s</c>.</summary>
    public static string Time(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0#} s"),
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
    };
}
