using System.Reflection;
using System.Text.Json.Nodes;
using NeuralLab.Jupyter.Messaging;

namespace NeuralLab.Jupyter;

/// <summary>What the kernel tells front ends about itself.</summary>
static class KernelInfo
{
    static string Version { get; } =
        typeof(KernelInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static JsonObject Content => new()
    {
        ["status"] = "ok",
        ["protocol_version"] = MessageCodec.ProtocolVersion,
        ["implementation"] = "neurallab",
        ["implementation_version"] = Version,
        ["banner"] = $"NeuralLab {Version}: C# 13 on .NET {Environment.Version}. A name with a question mark (Math.Max?) shows its documentation.",
        ["debugger"] = false,
        ["language_info"] = new JsonObject
        {
            ["name"] = "C#",
            ["version"] = "13.0",
            ["mimetype"] = "text/x-csharp",
            ["file_extension"] = ".cs",
            ["pygments_lexer"] = "csharp",
            ["codemirror_mode"] = "text/x-csharp",
        },
        ["help_links"] = new JsonArray(
            Link("C#", "https://learn.microsoft.com/dotnet/csharp/"),
            Link(".NET API", "https://learn.microsoft.com/dotnet/api/"),
            Link("MathNet.Numerics", "https://numerics.mathdotnet.com")),
    };

    static JsonObject Link(string text, string address) => new() { ["text"] = text, ["url"] = address };
}
