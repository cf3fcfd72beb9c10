using System.Collections;
using System.Reflection;

namespace NeuralLab.Notebooks.Formatting;

/// <summary>One MIME type of a type that follows the convention.</summary>
/// <param name="formatter">An object with <c>string MimeType</c> and <c>bool Format(object, TextWriter)</c>.</param>
sealed class ConventionFormatter(object formatter)
{
    readonly MethodInfo format = ConventionFormatters.Members(formatter.GetType())
        .OfType<MethodInfo>()
        .FirstOrDefault(method => method.Name == "Format" && method.ReturnType == typeof(bool)
            && method.GetParameters() is [_, { ParameterType: var second }] && second == typeof(TextWriter))
        ?? throw new InvalidOperationException($"{formatter.GetType()} has no method 'bool Format(object, TextWriter)', which a formatter must have");

    readonly string mimeType = ConventionFormatters.Members(formatter.GetType())
        .OfType<PropertyInfo>()
        .FirstOrDefault(property => property.Name == "MimeType")?.GetValue(formatter) as string
        ?? throw new InvalidOperationException($"{formatter.GetType()} has no property 'string MimeType', which a formatter must have");

    /// <summary>The representation, or null where the formatter declines.</summary>
    public (string MimeType, string Content)? Format(object value)
    {
        using var writer = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        var arguments = new object[] { value, writer };
        return format.Invoke(formatter, BindingFlags.DoNotWrapExceptions, null, arguments, null) is true ? (mimeType, writer.ToString()) : null;
    }
}

/// <summary>
/// .NET Interactive's convention, which needs no reference to it: an attribute named <c>TypeFormatterSourceAttribute</c>, declared anywhere,
/// names a type whose <c>CreateTypeFormatters()</c> gives one formatter for each MIME type.
/// </summary>
static class ConventionFormatters
{
    const BindingFlags AnyInstance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    static readonly Dictionary<Type, IReadOnlyList<ConventionFormatter>> Known = [];

    /// <summary>The formatters that the type or the nearest of its base types names; empty where none does.</summary>
    public static IReadOnlyList<ConventionFormatter> Of(Type type)
    {
        lock (Known)
        {
            if (!Known.TryGetValue(type, out var formatters))
                Known.Add(type, formatters = Create(type));
            return formatters;
        }
    }

    public static IEnumerable<MemberInfo> Members(Type type) => type.GetMembers(AnyInstance);

    static IReadOnlyList<ConventionFormatter> Create(Type type)
    {
        for (Type? owner = type; owner is not null; owner = owner.BaseType)
        {
            var attribute = owner.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.Name == "TypeFormatterSourceAttribute");
            if (attribute?.ConstructorArguments is [{ Value: Type sourceType }, ..])
                return FromSource(sourceType);
        }
        return [];
    }

    static IReadOnlyList<ConventionFormatter> FromSource(Type sourceType)
    {
        var source = Activator.CreateInstance(sourceType, nonPublic: true)!;
        var create = sourceType.GetMethod("CreateTypeFormatters", AnyInstance, [])
            ?? throw new InvalidOperationException($"{sourceType} has no method 'CreateTypeFormatters()', which a formatter source must have");
        return [.. ((IEnumerable)create.Invoke(source, BindingFlags.DoNotWrapExceptions, null, null, null)!)
            .Cast<object>()
            .Select(formatter => new ConventionFormatter(formatter))];
    }
}
