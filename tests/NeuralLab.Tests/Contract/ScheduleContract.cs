namespace NeuralLab.Tests.Contract;

/// <summary>What every schedule owes.</summary>
public class ScheduleContract
{
    public static TheoryData<int> Indices => Components.Indices(Components.Schedules.Length);

    [Theory]
    [MemberData(nameof(Indices))]
    public void RatesAreFiniteAndNeverNegative(int index)
    {
        var schedule = Components.Schedules[index];
        foreach (var position in new long[] { 0, 1, 2, 10, 1000, 1_000_000_000, long.MaxValue / 2 })
            Assert.True(schedule.Rate(0.1, position) is >= 0 and < 10, $"{schedule} at {position}: {schedule.Rate(0.1, position)}");
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void ARunThatHearsOnlyFallingLossesGivesTheRatesOfTheSetting(int index)
    {
        var schedule = Components.Schedules[index];
        var run = schedule.Start(0.1);
        for (var epoch = 0; epoch < 20; epoch++)
        {
            Assert.Equal(schedule.Rate(0.1, schedule.Unit == ScheduleUnit.Epoch ? epoch : epoch * 3), run.Rate(epoch, epoch * 3));
            run.EpochEnded(Math.Pow(0.1, epoch));
        }
    }

    [Theory]
    [MemberData(nameof(Indices))]
    public void ARunGoesOnFromItsSavedState(int index)
    {
        double Loss(int epoch) => 1 + epoch % 3;
        ScheduleRun whole = Components.Schedules[index].Start(0.1), second = Components.Schedules[index].Start(0.1);
        for (var epoch = 0; epoch < 6; epoch++) whole.EpochEnded(Loss(epoch));
        second.State = whole.State;
        for (var epoch = 6; epoch < 12; epoch++)
        {
            Assert.Equal(whole.Rate(epoch, epoch * 3), second.Rate(epoch, epoch * 3));
            whole.EpochEnded(Loss(epoch));
            second.EpochEnded(Loss(epoch));
        }
        Assert.Throws<FormatException>(() => second.State = [1, 2]);
    }

    [Fact]
    public void APlateauAfterAWarmUpIsHeard()
    {
        var run = new WarmUpSchedule(2, new ReduceOnPlateauSchedule(0.5, patience: 0)).Start(0.8);
        Numeric.Close(0.4, run.Rate(0, 0), 1e-15);
        for (var epoch = 0; epoch < 4; epoch++) run.EpochEnded(1);
        Numeric.Close(0.1, run.Rate(4, 40), 1e-15);
    }
}
