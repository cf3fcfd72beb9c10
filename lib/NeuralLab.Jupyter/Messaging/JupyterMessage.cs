using System.Text.Json.Nodes;

namespace NeuralLab.Jupyter.Messaging;

/// <summary>A message that a front end sent (Jupyter messaging 5.3).</summary>
/// <param name="Sender">The front end's name on the channel that the message came by.</param>
/// <param name="Type">For example <c>execute_request</c>.</param>
/// <param name="Header">The whole header as it came: every answer carries it.</param>
/// <param name="Content">What is asked.</param>
sealed record JupyterMessage(byte[] Sender, string Type, byte[] Header, JsonObject Content)
{
    /// <summary>A text of the content.</summary>
    public string Text(string name, string byDefault = "") => Value(name, byDefault);

    /// <summary>A truth value of the content.</summary>
    public bool Flag(string name, bool byDefault = false) => Value(name, byDefault);

    /// <summary>A whole number of the content.</summary>
    public int Number(string name, int byDefault = 0) => Value(name, byDefault);

    T Value<T>(string name, T byDefault) => Content[name] is JsonValue value && value.TryGetValue(out T? found) ? found : byDefault;
}
