using System.Text.Json.Nodes;

namespace DynamicObj;

/// <summary>An object whose properties are set by name.</summary>
public class DynamicObj
{
    readonly Dictionary<string, object> properties = [];

    public void SetProperty(string propertyName, object propertyValue) => properties[propertyName] = propertyValue;

    internal object Property(string name) => properties.GetValueOrDefault(name);

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var (name, value) in properties)
            json[name] = Node(value);
        return json;
    }

    static JsonNode Node(object value) => value switch
    {
        null => null,
        DynamicObj inner => inner.ToJson(),
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        System.Collections.IEnumerable elements => new JsonArray([.. elements.Cast<object>().Select(Node)]),
        IConvertible number => JsonValue.Create(number.ToDouble(null)),
        _ => throw new NotSupportedException($"no JSON for {value.GetType()}"),
    };
}
