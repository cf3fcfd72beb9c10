using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NeuralLab;

/// <summary>
/// Settings as JSON and back: activations, losses, optimizers, schedules, initializers, regularizers, clipping and norms. An object is
/// <c>{"type": "Adam", "learningRate": 0.01, ...}</c>; its properties are those that a constructor or an initialiser of the type sets.
/// Reading makes objects of this library's own types only.
/// </summary>
public static class SettingsJson
{
    const string TypeKey = "type";

    /// <summary>A setting as JSON.</summary>
    /// <param name="setting">Of this library: an <see cref="Activation"/>, <see cref="Loss"/>, <see cref="Optimizer"/> and so on.</param>
    /// <exception cref="NotSupportedException">It is, or holds, a setting of the user's own.</exception>
    public static string Write(object setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        return Describe(setting).ToJsonString();
    }

    /// <summary>Makes the setting that JSON describes.</summary>
    /// <typeparam name="TSetting">What it must be, such as <see cref="Optimizer"/>.</typeparam>
    /// <param name="json">From <see cref="Write"/>, or by hand: properties that have a default may be left out.</param>
    /// <exception cref="FormatException">No JSON, an unknown type or property, or a number out of range.</exception>
    public static TSetting Read<TSetting>(string json)
        where TSetting : class
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            return Create<TSetting>(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The second: half a character, which shows only when a text is read.
            throw new FormatException($"Settings must be JSON: {e.Message}", e);
        }
    }

    /// <summary>True for the kinds that a file can hold.</summary>
    internal static bool IsOwn(Type type) =>
        type.Assembly == typeof(SettingsJson).Assembly && type is { IsAbstract: false, IsSealed: true } && type != typeof(CustomActivation);

    /// <summary>Type and properties; with <paramref name="ownOnly"/> false also of the user's own types, to tell settings apart.</summary>
    internal static JsonObject Describe(object setting, bool ownOnly = true)
    {
        var type = setting.GetType();
        if (ownOnly && !IsOwn(type)) throw new NotSupportedException($"{setting} is of your own making ({type.Name}); a file can hold the library's own kinds only.");
        JsonObject json = new() { [TypeKey] = type.Name };
        foreach (var property in Properties(type)) json[JsonName(property.Name)] = ToJson(property.GetValue(setting));
        return json;
    }

    internal static TSetting Create<TSetting>(JsonElement json)
        where TSetting : class => (TSetting)Create(typeof(TSetting), json);

    static object Create(Type kind, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(TypeKey, out var typeName) || typeName.ValueKind != JsonValueKind.String)
            throw new FormatException($"{kind.Name} must be an object with a '{TypeKey}' in quotes, but is {Short(json)}.");
        var types = kind.Assembly.GetTypes().Where(type => type.IsAssignableTo(kind) && IsOwn(type));
        var type = types.FirstOrDefault(type => type.Name == typeName.GetString())
            ?? throw new FormatException($"There is no {kind.Name} '{typeName.GetString()}'; there are: {string.Join(", ", types.Select(type => type.Name).Order())}.");
        var properties = Properties(type).ToDictionary(property => JsonName(property.Name));
        var given = json.EnumerateObject().Where(member => member.Name != TypeKey).ToDictionary(
            member => member.Name,
            member => properties.TryGetValue(member.Name, out var property)
                ? FromJson(property.PropertyType, member.Value, member.Name)
                : throw new FormatException($"{type.Name} has no '{member.Name}'; it has: {string.Join(", ", properties.Keys)}."));
        try
        {
            var constructor = Constructor(type);
            var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter =>
                given.TryGetValue(JsonName(parameter.Name!), out var value) ? value
                : parameter.HasDefaultValue ? parameter.DefaultValue
                : throw new FormatException($"{type.Name} needs '{parameter.Name}'."))]);
            foreach (var (name, value) in given)
                if (properties[name].CanWrite) properties[name].SetValue(made, value);
            return made;
        }
        catch (TargetInvocationException e)
        {
            throw new FormatException(e.InnerException!.Message, e.InnerException);
        }
    }

    /// <summary>What makes an object what it is: what its constructor takes, and what an initialiser can set.</summary>
    static IEnumerable<PropertyInfo> Properties(Type type)
    {
        var parameters = Constructor(type).GetParameters().Select(parameter => JsonName(parameter.Name!)).ToHashSet();
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite || parameters.Contains(JsonName(property.Name)))
            .OrderBy(property => JsonName(property.Name), StringComparer.Ordinal);
    }

    static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(constructor => constructor.GetParameters() is not [{ } only] || only.ParameterType != type)
            .OrderByDescending(constructor => constructor.IsPublic).First();

    static string JsonName(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        double number => JsonValue.Create(number),
        int number => JsonValue.Create(number),
        bool truth => JsonValue.Create(truth),
        Enum choice => JsonValue.Create(choice.ToString()),
        IEnumerable<double> numbers => new JsonArray([.. numbers.Select(number => (JsonNode)number)]),
        _ => Describe(value),
    };

    /// <summary>The beginning of a value, as far as a message shows it.</summary>
    internal static string Short(JsonElement json) => json.GetRawText() is var text && text.Length <= 60 ? text : text[..60] + "...";

    static object? FromJson(Type type, JsonElement json, string name)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        try
        {
            if (json.ValueKind == JsonValueKind.Null && (wanted != type || !type.IsValueType)) return null;
            if (wanted == typeof(double)) return json.GetDouble();
            if (wanted == typeof(int)) return json.GetInt32();
            if (wanted == typeof(bool)) return json.GetBoolean();
            if (wanted.IsEnum && Enum.GetNames(wanted).Contains(json.GetString())) return Enum.Parse(wanted, json.GetString()!);
            if (wanted.IsAssignableTo(typeof(IEnumerable)) && json.ValueKind == JsonValueKind.Array)
                return json.EnumerateArray().Select(number => number.GetDouble()).ToArray();
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException($"'{name}' must be a {wanted.Name}, but is {json.GetRawText()}.", e);
        }
        if (json.ValueKind == JsonValueKind.Object) return Create(wanted, json);
        throw new FormatException($"'{name}' must be a {wanted.Name}, but is {json.GetRawText()}.");
    }
}
