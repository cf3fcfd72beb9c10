using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace NeuralLab.Notebooks.Language;

/// <summary>What the author of a type or member wrote about it in XML.</summary>
/// <param name="content">The element with <c>summary</c>, <c>param</c> and the like.</param>
sealed partial class Documentation(XElement content)
{
    static readonly (string Element, string Heading)[] Sections = [("returns", "Returns"), ("value", "Value"), ("remarks", "Remarks"), ("exception", "Throws")];

    /// <summary>The documentation of a symbol, of what it overrides or implements, or of a constructor's type; null where there is none.</summary>
    public static Documentation? Of(ISymbol symbol, Compilation compilation, int depth = 0)
    {
        const int Deepest = 5;
        var definition = symbol is IMethodSymbol { ReducedFrom: { } extension } ? extension.OriginalDefinition : symbol.OriginalDefinition;
        var written = definition is IParameterSymbol ? null : Written(definition, compilation);
        if (written is not null && written.Element("inheritdoc") is not { } && written.Elements().Any())
            return new Documentation(written);
        if (depth == Deepest)
            return null;
        if (written?.Element("inheritdoc")?.Attribute("cref")?.Value is { } id && DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is { } named)
            return Of(named, compilation, depth + 1);
        var source = definition switch
        {
            IParameterSymbol parameter => OfParameter(parameter, compilation),
            IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => Of(constructor.ContainingType, compilation, depth + 1),
            IMethodSymbol { OverriddenMethod: { } overridden } => Of(overridden, compilation, depth + 1),
            IPropertySymbol { OverriddenProperty: { } overridden } => Of(overridden, compilation, depth + 1),
            _ => null,
        };
        return source ?? Implemented(definition).Select(member => Of(member, compilation, depth + 1)).FirstOrDefault(found => found is not null);
    }

    /// <summary>As Markdown, which front ends of Jupyter show.</summary>
    public string ToMarkdown() => Write(isMarkdown: true);

    /// <summary>As plain text.</summary>
    public string ToText() => Write(isMarkdown: false);

    string Write(bool isMarkdown)
    {
        var text = new StringBuilder(Text(content.Element("summary"), isMarkdown)).Append("\n\n");
        foreach (var parameter in content.Elements("typeparam").Concat(content.Elements("param")))
            text.Append(isMarkdown ? $"- `{parameter.Attribute("name")?.Value}`: " : $"{parameter.Attribute("name")?.Value}: ").Append(Text(parameter, isMarkdown)).Append('\n');
        foreach (var (element, heading) in Sections)
        {
            foreach (var section in content.Elements(element))
            {
                var about = section.Attribute("cref")?.Value is { } type ? $" {Code(Short(type), isMarkdown)}:" : "";
                text.Append(isMarkdown ? $"\n**{heading}**{about} " : $"\n{heading}{about} ").Append(Text(section, isMarkdown)).Append('\n');
            }
        }
        return text.ToString().Trim();
    }

    static string Text(XElement? element, bool isMarkdown)
    {
        if (element is null)
            return "";
        var text = string.Concat(element.Nodes().Select(node => node switch
        {
            XText words => Spaces().Replace(words.Value, " "),
            XElement inner => Inner(inner, isMarkdown),
            _ => "",
        }));
        return text.Trim();
    }

    static string Inner(XElement element, bool isMarkdown) => element.Name.LocalName switch
    {
        "c" => Code(element.Value, isMarkdown),
        "code" => isMarkdown ? $"\n```csharp\n{element.Value.Trim('\n')}\n```\n" : $"\n{element.Value}\n",
        "para" => $"\n\n{Text(element, isMarkdown)}\n\n",
        "paramref" or "typeparamref" => Code(element.Attribute("name")?.Value ?? "", isMarkdown),
        "see" or "seealso" when element.Value.Length > 0 => Text(element, isMarkdown),
        "see" or "seealso" => Code(Short(element.Attribute("cref")?.Value ?? element.Attribute("langword")?.Value ?? element.Attribute("href")?.Value ?? ""), isMarkdown),
        "item" => $"\n- {Text(element, isMarkdown)}",
        _ => Text(element, isMarkdown) + " ",
    };

    static string Code(string text, bool isMarkdown) => isMarkdown ? $"`{text}`" : text;

    /// <summary><c>M:System.Math.Max(System.Int32,System.Int32)</c> as <c>Math.Max</c>.</summary>
    static string Short(string id)
    {
        if (id.Length < 2 || id[1] != ':')
            return id;
        var path = Arity().Replace(id[2..].Split('(')[0], "").Split('.');
        return string.Join('.', path[^Math.Min(path.Length, id[0] is 'T' or 'N' ? 1 : 2)..]);
    }

    static XElement? Written(ISymbol symbol, Compilation compilation)
    {
        var xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrEmpty(xml) && symbol.GetDocumentationCommentId() is { } id
            && compilation.GetMetadataReference(symbol.ContainingAssembly) is PortableExecutableReference { FilePath: { } path })
            xml = DocumentationFiles.Find(path, id);
        try
        {
            return string.IsNullOrEmpty(xml) ? null : XElement.Parse(xml, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    static Documentation? OfParameter(IParameterSymbol parameter, Compilation compilation) =>
        Of(parameter.ContainingSymbol, compilation)?.Parameter(parameter.Name) is { } text
            ? new Documentation(new XElement("member", new XElement("summary", text.Nodes())))
            : null;

    XElement? Parameter(string name) => content.Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")?.Value == name);

    static IEnumerable<ISymbol> Implemented(ISymbol symbol) => symbol.ContainingType is not { } type
        ? []
        : type.AllInterfaces
            .SelectMany(each => each.GetMembers(symbol.Name))
            .Where(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), symbol))
            .Select(member => member.OriginalDefinition);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
