using System.Globalization;
using System.Numerics;
using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab.Benchmarks;

/// <summary>
/// A step of as many networks as a vector has numbers, on one thread: one network after the other, as the engine does it, and all at
/// once along the lanes. Both give the same weights, bit for bit, or the benchmark does not run.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
[MinColumn]
[GenericTypeArguments(typeof(float))]
[GenericTypeArguments(typeof(double))]
public class NetworksInLanesBenchmark<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int Samples = 8000;
    const double Rate = 0.01;

    TrainingRun<T>[] alone = [];
    INetworksInLanes<T> lanes = null!;
    Matrix<T> X = null!, Y = null!;
    int[][] samples = [];
    long number;
    int batch;

    /// <summary>Networks of NN3 at its batch, then the row of the performance table.</summary>
    [Params("1-10-1/32", "1-10-10-10-1/32", "1-20-20-1/32", "1-20-20-1/64")]
    public string Shape { get; set; } = "";

    /// <summary>Makes both, trains a few steps and compares.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var parts = Shape.Split('/');
        int[] sizes = [.. parts[0].Split('-').Select(size => int.Parse(size, CultureInfo.InvariantCulture))];
        batch = int.Parse(parts[1], CultureInfo.InvariantCulture);
        Random random = new(1);
        X = Matrix<T>.Build.Dense(1, Samples, (_, _) => T.CreateTruncating(2 * random.NextDouble() - 1));
        Y = X.Map(x => T.Sin(T.CreateTruncating(3) * x));
        var (trainers, others) = (Trainers(sizes), Trainers(sizes));
        alone = [.. trainers.Select(trainer => new TrainingRun<T>(trainer, X, Y))];
        samples = [.. trainers.Select(_ => new int[batch])];
        foreach (var run in alone) run.ShuffleOrder(0);
        Network<T>[] networks = [.. others.Select(trainer => trainer.Network)];
        Optimizer[] optimizers = [.. others.Select(trainer => trainer.Optimizer)];
        lanes = Vector512.IsHardwareAccelerated
            ? new NetworksInLanes<T, Lane512<T>>(networks, Loss.MeanSquaredError, optimizers, batch)
            : new NetworksInLanes<T, Lane256<T>>(networks, Loss.MeanSquaredError, optimizers, batch);
        for (var step = 0; step < 100; step++)
        {
            Alone();
            number--;
            AlongLanes();
        }
        lanes.CopyWeightsBack();
        if (!trainers.Zip(networks).All(pair => HaveSameWeights(pair.First.Network, pair.Second)))
            throw new InvalidOperationException("Networks along the lanes have other weights than alone.");
    }

    /// <summary>Gives the memory back.</summary>
    [GlobalCleanup]
    public void Cleanup() => lanes.Dispose();

    /// <summary>One network after the other.</summary>
    [Benchmark(Baseline = true)]
    public void Alone()
    {
        number++;
        foreach (var run in alone) run.Step.Run(run.Batch(Start), number, Rate);
    }

    /// <summary>All at once.</summary>
    [Benchmark]
    public void AlongLanes()
    {
        number++;
        for (var j = 0; j < samples.Length; j++) alone[j].Batch(Start).CopyTo(samples[j]);
        lanes.Step(X.AsColumnMajorArray(), Y.AsColumnMajorArray(), samples, number, Rate);
    }

    int Start => (int)(number % (Samples / batch)) * batch;

    static int Lanes => Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256<T>.Count;

    Trainer<T>[] Trainers(int[] sizes) =>
    [
        .. Enumerable.Range(0, Lanes).Select(seed => new Trainer<T>(Mlp.Create<T>(seed, sizes, Activation.Tanh))
        {
            Loss = Loss.MeanSquaredError, Optimizer = new Momentum(Rate), BatchSize = batch, Seed = seed, Threads = 1,
        })
    ];

    static bool HaveSameWeights(Network<T> one, Network<T> other) =>
        one.Parameters.Zip(other.Parameters).All(pair => pair.First.Value.Equals(pair.Second.Value));
}
