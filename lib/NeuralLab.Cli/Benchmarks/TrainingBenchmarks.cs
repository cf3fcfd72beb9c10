using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Cli.Benchmarks;

/// <summary>
/// Training through <see cref="Trainer{T}.Fit(Matrix{T}, Matrix{T})"/> as a lab does it: shuffled, with loss and history. Named
/// LAYERS/bBATCH/OPTIMIZER/PRECISION.
/// </summary>
static class TrainingBenchmarks
{
    const int Images = 60_000, Points = 1_000, GroupOfShortEpochs = 20;

    internal static IReadOnlyList<Benchmark> All { get; } =
    [
        Regression<float>("2-32-32-1/b32/adam/f32", 32),
        Classification<float>("784-128-64-10/b128/adam/f32", [784, 128, 64, 10], 128),
        Classification<float>("784-128-64-10/b32/adam/f32", [784, 128, 64, 10], 32),
        Classification<float>("784-512-512-10/b128/adam/f32", [784, 512, 512, 10], 128),
        Classification<double>("784-128-64-10/b128/adam/f64", [784, 128, 64, 10], 128),
        Course<float>("1-20-20-1-tanh/b32/momentum/f32", [1, 20, 20, 1], Activation.Tanh, new Momentum(0.01), 32),
        Course<double>("1-20-20-1-tanh/b64/momentum/f64", [1, 20, 20, 1], Activation.Tanh, new Momentum(0.01), 64),
        Course<double>("1-20-20-1-tanh/b64/rmsprop/f64", [1, 20, 20, 1], Activation.Tanh, new RMSProp(0.001), 64),
        Course<double>("1-100-1-sigmoid/full/momentum/f64", [1, 100, 1], Activation.Sigmoid, new Momentum(0.01), null),
    ];

    /// <summary>Images of noise, whose class is the brightest of the first ten pixels.</summary>
    static Benchmark Classification<T>(string name, int[] sizes, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(name, threads =>
        {
            var pixels = new byte[Images * sizes[0]];
            new Random(0).NextBytes(pixels);
            T[] values = Array.ConvertAll(pixels, pixel => T.CreateTruncating(pixel / 255.0));
            int[] classes = [.. Enumerable.Range(0, Images).Select(image => Brightest(pixels.AsSpan(image * sizes[0], sizes[^1])))];
            var X = Matrix<T>.Build.Dense(sizes[0], Images, values);
            return Measure(
                name, threads, Mlp.Create<T>(0, sizes, Activation.ReLU, Activation.Softmax), Loss.CategoricalCrossEntropy, new Adam(), batch,
                X, OneHot.Encode<T>(classes, sizes[^1]), "s/epoch");
        });

    /// <summary>Points of y = sin(3a) b.</summary>
    static Benchmark Regression<T>(string name, int batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(name, threads =>
        {
            Random random = new(0);
            var X = Matrix<T>.Build.Dense(2, Points, (_, _) => T.CreateTruncating(random.NextDouble() * 2 - 1));
            var Y = Matrix<T>.Build.Dense(1, Points, (_, j) => T.Sin(T.CreateTruncating(3) * X[0, j]) * X[1, j]);
            return Measure(
                name, threads, Mlp.Create<T>(0, [2, 32, 32, 1], Activation.ReLU), Loss.MeanSquaredError, new Adam(), batch, X, Y, "us/step",
                GroupOfShortEpochs);
        });

    /// <summary>The course's largest regression set.</summary>
    static Benchmark Course<T>(string name, int[] sizes, Activation hidden, Optimizer optimizer, int? batch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(name, threads =>
        {
            var data = CourseData.Load("multimodal-large").Training;
            Matrix<T> X = data.X.Map(T.CreateTruncating), Y = (data.Y / 100).Map(T.CreateTruncating);
            return Measure(name, threads, Mlp.Create<T>(0, sizes, hidden), Loss.MeanSquaredError, optimizer, batch, X, Y, "us/step");
        });

    static Measurement Measure<T>(
        string name, int threads, Network<T> network, Loss loss, Optimizer optimizer, int? batchSize, Matrix<T> X, Matrix<T> Y, string unit, int group = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int samples = X.ColumnCount, batch = batchSize ?? samples, steps = (samples + batch - 1) / batch;
        StepAllocation<T> allocation = new(steps);
        Fit(allocation);
        EpochTimes<T> times = new(group);
        Fit(times);
        var (median, best) = Timing.Of(times.Seconds);
        var scale = unit == "us/step" ? 1e6 / (steps * group) : 1.0 / group;
        var share = Timing.PeakShare<T>(Operations(network) * samples * group, median, threads);
        return new(name, unit, median * scale, best * scale, threads, allocation.BytesPerStep, share);

        void Fit(TrainingObserver<T> observer)
        {
            Trainer<T> trainer = new(network)
            {
                Loss = loss, Optimizer = optimizer, BatchSize = batchSize, Epochs = int.MaxValue, Threads = threads, Observers = [observer],
            };
            var result = trainer.Fit(X, Y);
            if (result.StopReason == StopReason.Diverged) throw new InvalidOperationException($"{name}: the loss is no longer finite.");
        }
    }

    /// <summary>Floating-point operations of a sample: each weight multiplies forward, in its gradient, and backward but in the first layer.</summary>
    static double Operations<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        network.Layers.Select((layer, place) => (place == 0 ? 4.0 : 6.0) * layer.Inputs * layer.Outputs).Sum();

    static int Brightest(ReadOnlySpan<byte> pixels)
    {
        var brightest = 0;
        for (var i = 1; i < pixels.Length; i++) if (pixels[i] > pixels[brightest]) brightest = i;
        return brightest;
    }
}
