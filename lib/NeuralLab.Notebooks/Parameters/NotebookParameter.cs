using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralLab.Notebooks;

/// <summary>A variable that the cell tagged <c>parameters</c> declares.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Type">Its C# type, such as <c>int</c> or <c>double[]</c>.</param>
/// <param name="Default">The expression that the notebook gives it.</param>
public sealed record NotebookParameter(string Name, string Type, string Default)
{
    /// <summary>The value as a C# expression of the parameter's type, or null where the text is no such value.</summary>
    /// <param name="text">A number, a truth value, a text, or for arrays several of them: <c>1,2,3</c> or <c>[1, 2, 3]</c>.</param>
    internal string? Expression(string text)
    {
        if (!Type.EndsWith("[]", StringComparison.Ordinal))
            return Literal(Type, text);
        var inner = text.Trim() is ['[', .. var list, ']'] ? list : text;
        var literals = inner.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(element => Literal(Type[..^2], element))
            .ToArray();
        return literals.Contains(null) ? null : $"new {Type} {{ {string.Join(", ", literals)} }}";
    }

    static string? Literal(string type, string text) => type switch
    {
        "string" => SymbolDisplay.FormatLiteral(text, quote: true),
        "bool" => bool.TryParse(text, out var truth) ? (truth ? "true" : "false") : null,
        "int" => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Invariant($"{number}") : null,
        "long" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Invariant($"{number}L") : null,
        "float" => float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number) ? Invariant($"{number:R}f") : null,
        "double" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? Invariant($"{number:R}d") : null,
        _ => null,
    };

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
