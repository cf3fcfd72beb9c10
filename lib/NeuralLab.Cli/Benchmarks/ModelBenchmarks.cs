using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Cli.Benchmarks;

/// <summary>What is done with a trained network: predicting one sample or many, saving, loading.</summary>
static class ModelBenchmarks
{
    const int Samples = 10_000;

    internal static IReadOnlyList<Benchmark> All { get; } =
    [
        Predict("predict-one/784-128-64-10/f32", 1, "us"),
        Predict("predict-10000/784-128-64-10/f32", Samples, "us/sample"),
        OnFile("save/784-512-512-10/f32", (network, path) => network.Save(path)),
        OnFile("load/784-512-512-10/f32", (_, path) => Network.Load<float>(path)),
    ];

    static Benchmark Predict(string name, int samples, string unit) => new(name, _ =>
    {
        var network = Mlp.Create<float>(0, [784, 128, 64, 10], Activation.ReLU, Activation.Softmax);
        Random random = new(0);
        var X = Matrix<float>.Build.Dense(784, samples, (_, _) => random.NextSingle());
        var (median, best) = Timing.Repeat(() => network.Predict(X));
        return new(name, unit, median * 1e6 / samples, best * 1e6 / samples, Threads: 1);
    });

    static Benchmark OnFile(string name, Action<Network<float>, string> work) => new(name, _ =>
    {
        var network = Mlp.Create<float>(0, [784, 512, 512, 10], Activation.ReLU, Activation.Softmax);
        var folder = Directory.CreateTempSubdirectory("neurallab-bench-");
        try
        {
            var path = Path.Combine(folder.FullName, "network.safetensors");
            network.Save(path);
            var (median, best) = Timing.Repeat(() => work(network, path));
            return new(name, "ms", median * 1e3, best * 1e3, Threads: 1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });
}
