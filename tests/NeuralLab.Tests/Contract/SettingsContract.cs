using System.Globalization;

namespace NeuralLab.Tests.Contract;

/// <summary>Settings are values: equal when their numbers are, the same after JSON, in any culture.</summary>
public class SettingsContract
{
    static readonly object[] All =
    [
        .. Components.Activations, .. Components.Losses, .. Components.Optimizers, .. Components.Schedules, .. Components.Initializers,
        .. Components.Regularizers, GradientClipping.ByGlobalNorm(2), GradientClipping.ByValue(0.5), new MaxNorm(3),
    ];

    public static TheoryData<int> Indices => Components.Indices(All.Length);

    [Theory]
    [MemberData(nameof(Indices))]
    public void JsonMakesAnEqualObjectOrSaysThatItCannot(int index)
    {
        var setting = All[index];
        if (!SettingsJson.IsOwn(setting.GetType()))
        {
            Assert.Throws<NotSupportedException>(() => SettingsJson.Write(setting));
            return;
        }
        var culture = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new("de-DE");
            var json = SettingsJson.Write(setting);
            object read = setting switch
            {
                Activation => SettingsJson.Read<Activation>(json),
                Loss => SettingsJson.Read<Loss>(json),
                Optimizer => SettingsJson.Read<Optimizer>(json),
                Schedule => SettingsJson.Read<Schedule>(json),
                Initializer => SettingsJson.Read<Initializer>(json),
                Regularizer => SettingsJson.Read<Regularizer>(json),
                GradientClipping => SettingsJson.Read<GradientClipping>(json),
                _ => SettingsJson.Read<MaxNorm>(json),
            };
            Assert.Equal(setting, read);
            Assert.NotSame(setting, read);
            Assert.Equal(setting.GetHashCode(), read.GetHashCode());
            Assert.Equal(json, SettingsJson.Write(read));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void OneOfOtherSettingsIsAnother(int index) =>
        Assert.All(All.Index().Where(other => other.Index != index), other => Assert.NotEqual(All[index], other.Item));

    [Theory]
    [InlineData("nothing", "Settings must be JSON")]
    [InlineData("[]", "must be an object")]
    [InlineData("{}", "must be an object with a 'type'")]
    [InlineData("{\"type\":\"Sgd\"}", "no Optimizer 'Sgd'")]
    [InlineData("{\"type\":\"ReLU\"}", "no Optimizer 'ReLU'")]
    [InlineData("{\"type\":\"Adam\",\"rate\":1}", "has no 'rate'; it has: beta1")]
    [InlineData("{\"type\":\"Adam\",\"beta1\":\"x\"}", "'beta1' must be a Double")]
    [InlineData("{\"type\":\"Adam\",\"beta1\":1.5}", "[0, 1)")]
    [InlineData("{\"type\":\"Adam\",\"learningRate\":-1}", "> 0")]
    [InlineData("{\"type\":\"Adam\",\"learningRate\":1e999}", "finite")]
    [InlineData("{\"type\":\"Adam\",\"beta1\":0.1,\"beta1\":0.2}", "Settings must be JSON")]
    public void WhatIsWrongInJsonIsNamed(string json, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => SettingsJson.Read<Optimizer>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void PropertiesThatHaveADefaultMayBeLeftOut() =>
        Assert.Equal(new AdamW { Beta1 = 0.5 }, SettingsJson.Read<Optimizer>("{\"type\":\"AdamW\",\"beta1\":0.5}"));
}
