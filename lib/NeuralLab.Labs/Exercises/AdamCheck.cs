using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace NeuralLab.Labs;

/// <summary>Exercise NN3.4: trains small networks with the student's Adam and with the right one, and compares their weights.</summary>
static class AdamCheck
{
    const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    internal static CheckResult Run(CustomOptimizer answer, int? seed)
    {
        if (answer.StateCount < 2)
            return CheckResult.Wrong("NN3.4", $"Your optimizer keeps {answer.StateCount} numbers for each weight; Adam keeps two means.", "Pass stateCount: 2 to CustomOptimizer: state[0] is m, state[1] is v.");
        Inputs<(int Seed, int Steps, double Rate)> inputs = new(
            [(1, 1, 0.1), (1, 2, 0.1)], 3, random => (random.Next(1000), 3 + random.Next(4), 0.02 + 0.1 * random.NextDouble()));
        return Comparison.Check(
            "NN3.4", seed, input => Train(answer, input), input => Train(new Adam(), input), inputs,
            input => Invariant($"a small network, seed {input.Seed}, rate {input.Rate:G3}, after {input.Steps} step{(input.Steps == 1 ? "" : "s")} (its weights)"),
            "Go line by line: m, then v, then both corrected by 1 - beta^step, then weight - learningRate * m' / (sqrt(v') + epsilon). Print them for the first two steps of one weight.",
            Is("Nothing moves: return the new weight.", (weight, _, _, _, _) => weight),
            Is("The sign is turned: we walk downhill, so weight minus the step.", (weight, m, v, rate, step) => weight + rate * Step(First(m, step), Second(v, step))),
            Is("The corrections are missing: m' = m / (1 - beta1^step), v' = v / (1 - beta2^step).", (weight, m, v, rate, _) => weight - rate * Step(m, v)),
            Is("m is corrected, v is not: v' = v / (1 - beta2^step).", (weight, m, v, rate, step) => weight - rate * Step(First(m, step), v)),
            Is("v is corrected, m is not: m' = m / (1 - beta1^step).", (weight, m, v, rate, step) => weight - rate * Step(m, Second(v, step))),
            Is("step begins at 1 already: 1 - beta^step, not 1 - beta^(step + 1).", (weight, m, v, rate, step) => weight - rate * Step(First(m, step + 1), Second(v, step + 1))),
            Is("The corrections are powers: Math.Pow(beta, step), which differs from beta after the first step.", (weight, m, v, rate, _) => weight - rate * Step(First(m, 1), Second(v, 1))),
            Is("The root is missing: divide by sqrt(v') + epsilon.", (weight, m, v, rate, step) => weight - rate * First(m, step) / (Second(v, step) + Epsilon)),
            Is("Epsilon stands outside the root: sqrt(v') + epsilon.", (weight, m, v, rate, step) => weight - rate * First(m, step) / Math.Sqrt(Second(v, step) + Epsilon)),
            new("The two means must stay from step to step: write them to state[0] and state[1].", Trained(new Variant((weight, m, v, rate, step) => weight - rate * Step(First(m, step), Second(v, step))) { Forgets = true })),
            new("beta1 = 0.9 belongs to m, beta2 = 0.999 to v; you have them exchanged.", Trained(new Variant((weight, m, v, rate, step) => weight - rate * Step(m / (1 - Math.Pow(Beta2, step)), v / (1 - Math.Pow(Beta1, step)))) { M = Beta2, V = Beta1 })),
            new("The new gradient enters m with the weight 1 - beta1, and its square enters v with 1 - beta2.", Trained(new Variant((weight, m, v, rate, step) => weight - rate * Step(First(m, step), Second(v, step))) { Whole = true })),
            new("v is the mean of squared gradients: gradient * gradient.", Trained(new Variant((weight, m, v, rate, step) => weight - rate * Step(First(m, step), Second(v, step))) { Squares = false })),
            new("The rate comes as the argument learningRate: the schedule may change it. Do not write your own number.", input => Train(new Adam(), input with { Rate = answer.LearningRate })));
    }

    static double First(double m, long step) => m / (1 - Math.Pow(Beta1, step));

    static double Second(double v, long step) => v / (1 - Math.Pow(Beta2, step));

    static double Step(double m, double v) => m / (Math.Sqrt(v) + Epsilon);

    static Mistake<(int Seed, int Steps, double Rate)> Is(string hint, Func<double, double, double, double, long, double> update) => new(hint, Trained(new Variant(update)));

    static Func<(int Seed, int Steps, double Rate), double[]> Trained(Optimizer optimizer) => input => Train(optimizer, input);

    static double[] Train(Optimizer optimizer, (int Seed, int Steps, double Rate) input)
    {
        var random = new Random(input.Seed);
        // Small inputs make small gradients: only then does it show where epsilon stands.
        Matrix<double> Draw(int rows, double size) => Matrix<double>.Build.Dense(rows, 4, (_, _) => size * (2 * random.NextDouble() - 1));
        Network<double> network = new(input.Seed, new Dense<double>(2, 2));
        new Trainer<double>(network)
        {
            Loss = Loss.MeanSquaredError, Optimizer = optimizer with { LearningRate = input.Rate }, Epochs = input.Steps, BatchSize = null, Shuffle = false, Threads = 1,
        }.Fit(Draw(2, 0.01), Draw(2, 1));
        return [.. network.Parameters.SelectMany(parameter => parameter.Value.Enumerate())];
    }

    /// <summary>Adam with a mistake.</summary>
    sealed record Variant(Func<double, double, double, double, long, double> Step) : CustomOptimizer(0.01, 2)
    {
        public double M { get; init; } = Beta1;

        public double V { get; init; } = Beta2;

        public bool Forgets { get; init; }

        public bool Whole { get; init; }

        public bool Squares { get; init; } = true;

        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
        {
            var m = M * state[0] + (Whole ? 1 : 1 - M) * gradient;
            var v = V * state[1] + (Whole ? 1 : 1 - V) * (Squares ? gradient * gradient : Math.Abs(gradient));
            if (!Forgets) (state[0], state[1]) = (m, v);
            return Step(weight, m, v, learningRate, step);
        }
    }
}
