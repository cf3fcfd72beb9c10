using System.Text.Json.Nodes;
using MathNetLikeMatrix = System.Numerics.Matrix3x2;
using NeuralLab.Notebooks.Formatting;

namespace NeuralLab.Notebooks.Tests.Formatting;

public class ValueFormatterTests
{
    enum Mood { Calm, Wild }

    sealed record Epoch(int Number, double Loss);

    public static TheoryData<object?, string> Texts => new()
    {
        { null, "null" },
        { "a <b>\n", "a <b>\n" },
        { 42, "42" },
        { 0.1, "0.1" },
        { 1234567.5, "1234567.5" },
        { double.NaN, "NaN" },
        { true, "True" },
        { 'x', "x" },
        { Mood.Wild, "Wild" },
        { (1, 2.5), "(1, 2.5)" },
        { new[] { 1, 2, 3 }, "[ 1, 2, 3 ]" },
        { Array.Empty<int>(), "[ ]" },
        { new object?[] { 1, null, "a" }, "[ 1, null, a ]" },
        { new[] { [1.5], new[] { 2.0, 3.0 } }, "[ [ 1.5 ], [ 2, 3 ] ]" },
        { new Epoch(1, 0.5), "Epoch { Number = 1, Loss = 0.5 }" },
        { new DateOnly(2026, 3, 1), "03/01/2026" },
    };

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Values_read_the_same_in_every_country(object? value, string expected)
    {
        var bundle = ValueFormatter.Format(value);
        Assert.Equal(expected, (string?)bundle[MimeTypes.Text]);
        Assert.Single(bundle);
    }

    [Fact]
    public void Long_and_endless_sequences_are_cut()
    {
        Assert.EndsWith(", 99, ... (900 more) ]", Text(Enumerable.Range(0, 1000).ToArray()), StringComparison.Ordinal);
        Assert.EndsWith(", 1, ... (more) ]", Text(Forever()), StringComparison.Ordinal);

        static IEnumerable<int> Forever()
        {
            while (true)
                yield return 1;
        }
    }

    [Fact]
    public void Records_become_a_table_with_encoded_cells()
    {
        var bundle = ValueFormatter.Format(new[] { new { Name = "a<b", Loss = 0.25 }, new { Name = "c", Loss = 10.0 } });

        Assert.Equal(
            "<table><thead><tr><th>Name</th><th>Loss</th></tr></thead><tbody><tr><td>a&lt;b</td><td>0.25</td></tr><tr><td>c</td><td>10</td></tr></tbody></table>",
            (string?)bundle[MimeTypes.Html]);
        Assert.Equal("Name  Loss\na<b   0.25\nc     10", (string?)bundle[MimeTypes.Text]);
    }

    [Fact]
    public void Dictionaries_become_a_table_of_keys_and_values_and_are_cut_at_a_hundred_rows()
    {
        var bundle = ValueFormatter.Format(Enumerable.Range(0, 101).ToDictionary(number => $"k{number}", number => new[] { number }));

        Assert.StartsWith("Key  Value\nk0   [ 0 ]\nk1   [ 1 ]\n", (string?)bundle[MimeTypes.Text], StringComparison.Ordinal);
        Assert.EndsWith("\nk99  [ 99 ]\n... (more)", (string?)bundle[MimeTypes.Text], StringComparison.Ordinal);
        Assert.Contains("<th>Key</th><th>Value</th>", (string?)bundle[MimeTypes.Html], StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_makes_its_own_html_shows_it_beside_its_text()
    {
        var bundle = ValueFormatter.Format(new WithHtml());

        Assert.Equal("<i>own</i>", (string?)bundle[MimeTypes.Html]);
        Assert.Equal("own text", (string?)bundle[MimeTypes.Text]);
    }

    [Fact]
    public void The_attribute_of_the_convention_comes_first_is_inherited_and_gives_json_as_json()
    {
        var bundle = ValueFormatter.Format(new DerivedFigure());

        Assert.Equal([MimeTypes.Html, MimeTypes.Text, MimeTypes.Plotly], bundle.Select(pair => pair.Key));
        Assert.Equal("<div>fig</div>", (string?)bundle[MimeTypes.Html]);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"data":[1]}"""), bundle[MimeTypes.Plotly]));
    }

    [Fact]
    public void A_value_type_with_its_own_text_keeps_it() =>
        Assert.Equal(default(MathNetLikeMatrix).ToString(), Text(default(MathNetLikeMatrix)));

    [Fact]
    public void A_text_of_a_hundred_megabytes_is_cut() =>
        Assert.EndsWith("\n... 83,222,784 more characters", Text(new string('x', 100_000_000)), StringComparison.Ordinal);

    static string Text(object value) => (string)ValueFormatter.Format(value)[MimeTypes.Text]!;

    sealed class WithHtml
    {
        public string ToHtml() => "<i>own</i>";

        public override string ToString() => "own text";
    }

    [TypeFormatterSource(typeof(Source), PreferredMimeTypes = [MimeTypes.Html, MimeTypes.Text])]
    class Figure
    {
        public string ToHtml() => "not this";
    }

    sealed class DerivedFigure : Figure;

    sealed class Source
    {
        public IEnumerable<object> CreateTypeFormatters() =>
        [
            new Formatter(MimeTypes.Html, "<div>fig</div>"),
            new Formatter(MimeTypes.Text, "a figure"),
            new Formatter(MimeTypes.Plotly, """{"data":[1]}"""),
            new Formatter("image/png", null),
        ];
    }

    sealed class Formatter(string mimeType, string? content)
    {
        public string MimeType { get; set; } = mimeType;

        public bool Format(object instance, TextWriter writer)
        {
            Assert.IsType<DerivedFigure>(instance);
            writer.Write(content);
            return content is not null;
        }
    }

    [AttributeUsage(AttributeTargets.Class)]
    sealed class TypeFormatterSourceAttribute(Type source) : Attribute
    {
        public Type Source { get; } = source;

        public string[] PreferredMimeTypes { get; set; } = [];
    }
}
