using System.Collections;
using System.Reflection;

namespace NeuralLab.Charts.Tests;

/// <summary>What .NET Interactive and Verso look for by name, found as they find it: by reflection, with no type of ours in the test's hands.</summary>
public sealed class HostConventionTests
{
    public static TheoryData<object, string> Shown => new()
    {
        { Gallery.Figures["LossCurves"], "application/vnd.plotly.v1+json" },
        { Gallery.Tables["Table"], "application/vnd.neurallab.table+json" },
        { ExploreGallery.All["Backpropagation"], "application/vnd.neurallab.explore+json" },
        { Show.Text("Momentum ends **lower**.\n\n- by 2"), "application/vnd.neurallab.text+json" },
    };

    [Theory]
    [MemberData(nameof(Shown))]
    public void An_object_offers_HTML_text_and_JSON_by_the_attribute_convention(object shown, string json)
    {
        var attribute = shown.GetType().GetCustomAttributes(inherit: true).Single(each => each.GetType().Name == "TypeFormatterSourceAttribute");
        Assert.Equal(["text/html", "text/plain"], (string[])Property(attribute, "PreferredMimeTypes"));

        var source = Activator.CreateInstance((Type)Property(attribute, "FormatterSourceType"))!;
        var formatters = ((IEnumerable)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).Cast<object>().ToArray();
        Assert.Equal(["text/html", "text/plain", json], formatters.Select(formatter => (string)Property(formatter, "MimeType")));
        foreach (var formatter in formatters)
        {
            var format = formatter.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)])!;
            using var writer = new StringWriter();
            Assert.Equal(true, format.Invoke(formatter, [shown, writer]));
            Assert.NotEmpty(writer.ToString());
            using var nothing = new StringWriter();
            Assert.Equal(false, format.Invoke(formatter, [new object(), nothing]));
            Assert.Empty(nothing.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void An_object_has_the_public_method_that_Verso_looks_for_and_one_line_of_text(object shown, string json)
    {
        Assert.StartsWith("<", (string)shown.GetType().GetMethod("ToHtml", BindingFlags.Public | BindingFlags.Instance)!.Invoke(shown, null)!, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', shown.ToString()!);
        Assert.EndsWith("+json", json, StringComparison.Ordinal);
    }

    static object Property(object owner, string name) => owner.GetType().GetProperty(name)!.GetValue(owner)!;
}
