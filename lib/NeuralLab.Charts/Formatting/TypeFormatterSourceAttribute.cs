namespace NeuralLab.Charts;

/// <summary>
/// Makes a class show itself in .NET Interactive, which looks for an attribute of this name with these members and needs
/// no reference to it.
/// </summary>
/// <param name="formatterSourceType">A <see cref="ShownFormatterSource"/>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>What gives the formatters.</summary>
    public Type FormatterSourceType { get; } = formatterSourceType;

    /// <summary>The MIME types that .NET Interactive sends. It would send JSON as a string, so JSON is not among them.</summary>
    public string[] PreferredMimeTypes { get; set; } = ["text/html", "text/plain"];
}
