using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NeuralLab.Tests.Contract;

/// <summary>A default that a doc comment names is the default: the comments of settings are read and compared with fresh objects.</summary>
public partial class DocumentedDefaultsTests
{
    static readonly Dictionary<string, string> Docs = XDocument.Load(Path.ChangeExtension(typeof(Activation).Assembly.Location, ".xml"))
        .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);

    [GeneratedRegex(@"Default (?:is )?(-?[0-9][0-9.,]*(?:e-?[0-9]+)?|true|false|null)", RegexOptions.IgnoreCase)]
    private static partial Regex Default { get; }

    public static TheoryData<string> Types => [.. new[] { typeof(Optimizer), typeof(Loss), typeof(Regularizer), typeof(Schedule) }
        .SelectMany(Components.ClassesOf).Where(type => type.IsSealed && type.GetConstructors().Any(constructor => constructor.GetParameters().All(parameter => parameter.HasDefaultValue)))
        .Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void PropertiesHaveTheDefaultsThatTheirCommentsName(string name)
    {
        var type = typeof(Optimizer).Assembly.GetType($"NeuralLab.{name}")!;
        var constructor = type.GetConstructors().First(item => item.GetParameters().All(parameter => parameter.HasDefaultValue));
        var fresh = constructor.Invoke([.. constructor.GetParameters().Select(parameter => parameter.DefaultValue)]);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            if (Docs.TryGetValue($"P:NeuralLab.{name}.{property.Name}", out var text) && Default.Match(text) is { Success: true } match)
                Assert.Equal(match.Groups[1].Value.TrimEnd('.', ','), Convert.ToString(property.GetValue(fresh) ?? "null", CultureInfo.InvariantCulture)!.ToLowerInvariant().Replace("e-0", "e-", StringComparison.Ordinal), NumberComparer);
    }

    [Fact]
    public void TheTrainersDefaultsAreThose()
    {
        Trainer<double> trainer = new(Mlp.Create(1, [1, 1], Activation.Tanh)) { Loss = Loss.MeanSquaredError };
        var documented = 0;
        foreach (var property in typeof(Trainer<>).GetProperties())
        {
            if (!Docs.TryGetValue($"P:NeuralLab.Trainer`1.{property.Name}", out var text) || Default.Match(text) is not { Success: true } match) continue;
            documented++;
            Assert.Equal(match.Groups[1].Value.TrimEnd('.', ','), Convert.ToString(typeof(Trainer<double>).GetProperty(property.Name)!.GetValue(trainer) ?? "null", CultureInfo.InvariantCulture)!, NumberComparer);
        }
        Assert.True(documented >= 4, $"only {documented} defaults are documented");
    }

    [Fact]
    public void EveryOptimizerDocumentsItsRate()
    {
        foreach (var type in Components.ClassesOf(typeof(Optimizer)))
        {
            var constructor = type.GetConstructors().Single(item => item.GetParameters().Length == 1);
            var match = Default.Match(Docs[$"M:NeuralLab.{type.Name}.#ctor(System.Double)"]);
            Assert.True(match.Success, type.Name);
            Assert.Equal(match.Groups[1].Value.TrimEnd('.', ','), Convert.ToString(constructor.GetParameters()[0].DefaultValue, CultureInfo.InvariantCulture)!, NumberComparer);
        }
    }

    static bool NumberComparer(string expected, string actual) =>
        double.TryParse(expected, CultureInfo.InvariantCulture, out var a) && double.TryParse(actual, CultureInfo.InvariantCulture, out var b)
            ? a == b : expected.Equals(actual, StringComparison.OrdinalIgnoreCase);
}
