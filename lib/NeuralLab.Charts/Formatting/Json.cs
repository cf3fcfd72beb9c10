using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace NeuralLab.Charts;

/// <summary>Turns plain objects into the JSON of figures.</summary>
static class Json
{
    // The encoder escapes <, > and & (a figure's JSON may stand inside a script element) but keeps other letters readable.
    public static JsonSerializerOptions Options { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
        Converters = { new PlottedNumber() },
    };

    /// <summary>The same with every digit, for pages that go on computing.</summary>
    public static JsonSerializerOptions Exact { get; } = new() { Encoder = Options.Encoder };

    /// <summary>The JSON of an anonymous object, array, string or number. Null members are left out.</summary>
    public static JsonNode Node(object value) => JsonSerializer.SerializeToNode(value, Options)!;

    /// <summary>Like <see cref="Node"/> for an anonymous object.</summary>
    public static JsonObject Object(object value) => Node(value).AsObject();

    /// <summary>
    /// Six digits are more than a picture shows and a third of the bytes; NaN and infinities, which JSON lacks, become
    /// null, which plotly.js leaves out.
    /// </summary>
    sealed class PlottedNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(Round(value));
            else
                writer.WriteNullValue();
        }

        static double Round(double value) =>
            double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
