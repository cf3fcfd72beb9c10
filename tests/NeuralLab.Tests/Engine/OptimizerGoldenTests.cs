using System.Numerics;
using System.Text.Json;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Engine;

/// <summary>25 steps of every optimizer against PyTorch, on an ill-conditioned quadratic and on Rosenbrock's function.</summary>
[Trait("Category", "Golden")]
public class OptimizerGoldenTests
{
    static readonly Dictionary<string, Optimizer> Optimizers = new()
    {
        ["sgd_lr0.001"] = new GradientDescent(0.001),
        ["momentum_0.9_lr0.001"] = new Momentum(0.001) { Coefficient = 0.9 },
        ["nesterov_0.9_lr0.001"] = new Nesterov(0.001) { Coefficient = 0.9 },
        ["sgd_weight_decay_0.1"] = new GradientDescent(0.001) { WeightDecay = 0.1 },
        ["adagrad_lr0.1"] = new AdaGrad(0.1) { Epsilon = 1e-10 },
        ["rmsprop_lr0.01_rho0.99_eps1e-8"] = new RMSProp(0.01) { Rho = 0.99, Epsilon = 1e-8 },
        ["rmsprop_momentum_0.9"] = new RMSProp(0.01) { Rho = 0.9, Epsilon = 1e-8, Momentum = 0.9 },
        ["adadelta_lr1_rho0.9_eps1e-6"] = new AdaDelta(1) { Rho = 0.9, Epsilon = 1e-6 },
        ["adam_lr0.01"] = new Adam(0.01),
        ["adam_amsgrad_lr0.01"] = new AMSGrad(0.01),
        ["adamw_lr0.01_wd0.1"] = new AdamW(0.01) { WeightDecay = 0.1 },
        ["nadam_lr0.01_psi0.004"] = new NAdam(0.01) { MomentumDecay = 0.004 },
        ["adamax_lr0.01"] = new AdaMax(0.01),
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (var item in Golden.Load("optimizers").GetProperty("cases").EnumerateObject())
                foreach (var function in item.Value.EnumerateObject())
                    cases.Add(item.Name, function.Name);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void PathIsThatOfPyTorch(string optimizer, string function)
    {
        var file = Golden.Load("optimizers");
        Compare(Walk<double>(optimizer, function, file), 1e-7, 1e-10);
        Compare(Walk<float>(optimizer, function, file), 2e-4, 2e-5);

        void Compare(List<double[]> path, double relative, double absolute)
        {
            var expected = file.GetProperty("cases").GetProperty(optimizer).GetProperty(function).EnumerateArray().ToArray();
            for (var step = 0; step < expected.Length; step++)
                Numeric.Close(expected[step].Numbers(), path[step], relative, absolute, $"step {step + 1} ");
        }
    }

    static List<double[]> Walk<T>(string name, string function, JsonElement file)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var description = file.GetProperty("functions").GetProperty(function);
        var optimizer = Optimizers[name].Bind(Kernels<T>.Current);
        T[] w = [.. description.GetProperty("start").Numbers().Select(T.CreateTruncating)];
        var state = Enumerable.Range(0, 3).Select(_ => new T[w.Length]).ToArray();
        List<double[]> path = [];
        for (var step = 1; step <= 25; step++)
        {
            var gradient = Gradient([.. w.Select(double.CreateTruncating)], function, description);
            optimizer.BeginStep(step, Optimizers[name].LearningRate);
            optimizer.Update(w, [.. gradient.Select(T.CreateTruncating)], state[0], state[1], state[2]);
            path.Add([.. w.Select(double.CreateTruncating)]);
        }
        return path;
    }

    static double[] Gradient(double[] w, string function, JsonElement description)
    {
        if (function == "rosenbrock")
            return [-2 * (1 - w[0]) - 400 * w[0] * (w[1] - w[0] * w[0]), 200 * (w[1] - w[0] * w[0])];
        var A = description.GetProperty("A").Rows();
        var b = description.GetProperty("b").Numbers();
        return [A[0, 0] * w[0] + (A[0, 1] + A[1, 0]) / 2 * w[1] - b[0], (A[0, 1] + A[1, 0]) / 2 * w[0] + A[1, 1] * w[1] - b[1]];
    }
}
