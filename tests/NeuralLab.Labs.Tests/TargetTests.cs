using System.Text.Json;

namespace NeuralLab.Labs.Tests;

public class TargetTests
{
    [Fact]
    public void A_result_knows_mean_deviation_and_verdict()
    {
        var result = TargetResult.Record("NN2", "square-simple", [0.5, 1.0, 0.9], 2);
        Assert.Equal(0.8, result.Mean, 12);
        Assert.Equal(Math.Sqrt(0.07), result.StandardDeviation, 12);
        Assert.True(result.Reached);
        Assert.False(TargetResult.Record("NN2", "square-simple", [0.5, 1.6]).Reached);
        Assert.True(TargetResult.Record("NN4", "easy", [0.996]).Reached);
        Assert.False(TargetResult.Record("NN4", "easy", [0.99]).Reached);
    }

    [Fact]
    public void A_result_is_readable_by_machines_even_where_it_is_not_a_number()
    {
        using var json = JsonDocument.Parse(TargetResult.Record("NN1", "steps-large", [double.NaN]).ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("mean").ValueKind);
        Assert.False(json.RootElement.GetProperty("reached").GetBoolean());
        Assert.Equal(9, json.RootElement.GetProperty("course").GetDouble());
    }

    [Fact]
    public void An_unknown_target_says_which_there_are() =>
        Assert.Contains("square-simple; steps-large", Assert.Throws<ArgumentException>(() => TargetResult.Record("NN1", "square", [1])).Message, StringComparison.Ordinal);
}
