using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

/// <summary>What once broke or went wrong in silence, tried again.</summary>
public class FoundDefectsTests
{
    static Trainer<T> Trainer<T>(Network<T> network, IReadOnlyList<double>? weights = null, Loss? loss = null, params TrainingObserver<T>[] observers)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        new(network) { Loss = loss ?? Loss.MeanSquaredError, Epochs = 1, SampleWeights = weights, Observers = observers };

    [Fact]
    public void A_second_Fit_on_a_network_in_training_is_refused_and_the_first_goes_on()
    {
        var network = Mlp.Create(1, [2, 3, 1], Activation.Tanh);
        Exception? second = null, elsewhere = null;
        Observer observer = new(() =>
        {
            second = Record.Exception(() => Trainer(network).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8)));
            var other = Task.Run(() => Record.Exception(() => Trainer(network).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8))));
            elsewhere = other.GetAwaiter().GetResult();
            // A clone is another network.
            Trainer(network.Clone()).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8));
        });
        var result = Trainer(network, observers: observer).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8));

        Assert.Contains("trained already", Assert.IsType<InvalidOperationException>(second).Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(elsewhere);
        Assert.Equal(1, result.History.Epochs);
        // And it is free again, also after an error.
        Assert.ThrowsAny<ArgumentException>(() => Trainer(network).Fit(Samples.Normal<double>(3, 8), Samples.Normal<double>(1, 8)));
        Trainer(network).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8));
    }

    [Theory]
    [InlineData(1e308, 1e308)]
    [InlineData(double.MaxValue, 1)]
    public void Sample_weights_whose_sum_overflows_are_refused(double first, double other)
    {
        double[] weights = [first, .. Enumerable.Repeat(other, 7)];
        if (first == double.MaxValue) weights[1] = double.MaxValue;
        var error = Assert.Throws<ArgumentException>(() => Trainer(Mlp.Create(1, [2, 3, 1], Activation.Tanh), weights).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8)));
        Assert.Equal("SampleWeights", error.ParamName);
    }

    [Theory]
    [InlineData(1e38)]
    [InlineData(1e300)]
    [InlineData(1e-60)]
    public void Sample_weights_that_single_numbers_cannot_hold_are_refused(double weight)
    {
        double[] weights = [.. Enumerable.Repeat(weight, 8)];
        var error = Assert.Throws<ArgumentException>(() => Trainer(Mlp.Create<float>(1, [2, 3, 1], Activation.Tanh), weights).Fit(Samples.Normal<float>(2, 8), Samples.Normal<float>(1, 8)));
        Assert.Equal("SampleWeights", error.ParamName);
        Trainer(Mlp.Create(1, [2, 3, 1], Activation.Tanh), [.. Enumerable.Repeat(Math.Min(weight, 1e38), 8)]).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8));
    }

    [Theory]
    [InlineData(1e155)]
    [InlineData(1e300)]
    [InlineData(1e-170)]
    [InlineData(1e-300)]
    public void A_scaler_measures_numbers_whose_squares_leave_the_range(double size)
    {
        StandardScaler<double> scaler = new();
        scaler.Fit(Matrix<double>.Build.Dense(1, 4, [-size, size, -size, size]));
        Assert.Equal(size, scaler.Scale[0], size * 1e-12);
    }

    [Fact]
    public void A_folder_is_no_model()
    {
        using TemporaryFolder folder = new();
        Assert.Contains("is a folder", Assert.Throws<IOException>(() => Network.Load<double>(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_400_000_columns_is_refused_and_one_of_50_000_is_read()
    {
        static CsvTable Read(int columns) => CsvTable.Parse(new StringReader(
            string.Join(',', Enumerable.Range(0, columns).Select(column => $"c{column}")) + "\n" + string.Join(',', Enumerable.Repeat("1", columns)) + "\n"), "wide.csv");
        Assert.Contains("at most 100000 columns", Assert.Throws<CsvFormatException>(() => Read(400_000)).Message, StringComparison.Ordinal);
        Assert.Equal(1, Read(50_000).RowCount);
    }

    [Fact]
    public void A_file_without_end_or_lines_takes_little_memory()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero here.");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("16,777,216 characters", Assert.Throws<CsvFormatException>(() => CsvTable.Read("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Contains("1,048,576", Assert.Throws<DataException>(() => TrainSpec.Read("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Contains("1,048,576", Assert.Throws<DataException>(() => SweepSpec.Read("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Contains("1,048,576", Assert.Throws<DataException>(() => SweepFile.Read("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 << 20);
    }

    [Fact]
    public void Half_a_character_in_settings_is_the_typed_error() =>
        Assert.Throws<FormatException>(() => SettingsJson.Read<Optimizer>(Encoding.UTF8.GetString("{\"type\":\"\\ud800\"}"u8)));

    sealed class Observer(Action act) : TrainingObserver<double>
    {
        public override void EpochEnded(TrainingState<double> state) => act();
    }
}
