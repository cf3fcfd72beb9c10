namespace NeuralLab.Tests.Engine;

/// <summary>Learning rates against PyTorch, position by position.</summary>
[Trait("Category", "Golden")]
public class ScheduleGoldenTests
{
    static readonly Dictionary<string, Schedule> Schedules = new()
    {
        ["step_10_0.5"] = new StepSchedule(10, 0.5),
        ["exponential_0.9"] = new ExponentialSchedule(0.9),
        ["cosine_30"] = new CosineSchedule(30),
        ["inverse_time_0.05"] = new InverseTimeSchedule(0.05),
        ["one_cycle_max0.4_steps31"] = new OneCycleSchedule(0.4, 31),
    };

    public static TheoryData<string> Names => [.. Golden.Load("schedules").GetProperty("cases").EnumerateObject().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void RatesAreThoseOfPyTorch(string name)
    {
        var file = Golden.Load("schedules");
        var expected = file.GetProperty("cases").GetProperty(name).Numbers();
        var rate = file.GetProperty("base_rate").GetDouble();
        Numeric.Close(expected, [.. Enumerable.Range(0, expected.Length).Select(k => Schedules[name].Rate(rate, k))], 1e-9, 1e-15);
    }
}
