namespace NeuralLab.Labs.Tests;

/// <summary>The checks of NN3: right answers pass, each typical mistake gets its own hint, nothing crashes.</summary>
public class NN3Tests
{
    [Fact]
    public void RightAnswersPass()
    {
        Answers.Right(NN3.CheckMomentum((w, v, g, rate, mu) => (w - rate * (mu * v + g), mu * v + g)));
        Answers.Right(NN3.CheckRMSProp((w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, rho * s + (1 - rho) * g * g)));
        Answers.Right(NN3.CheckLongRun((rate, g, mu) => (-rate * g / (1 - mu), -rate * Math.Sign(g))));
        Answers.Right(NN3.CheckFirstEpoch((losses, goal) => Array.FindIndex(losses, loss => loss <= goal) + 1));
        Answers.Right(NN3.CheckAdam(new Student((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8))));
    }

    public static TheoryData<string, NN3.MomentumStep> MomentumMistakes => new()
    {
        { "new velocity", (w, v, g, rate, mu) => (w - rate * v, mu * v + g) },
        { "sign", (w, v, g, rate, mu) => (w + rate * (mu * v + g), mu * v + g) },
        { "forgotten", (w, v, g, rate, mu) => (w - rate * g, g) },
        { "fade", (w, v, g, rate, mu) => (w - rate * (v + g), v + g) },
        { "whole", (w, v, g, rate, mu) => (w - rate * (mu * v + (1 - mu) * g), mu * v + (1 - mu) * g) },
        { "outside the velocity", (w, v, g, rate, mu) => (w - (mu * v + rate * g), mu * v + rate * g) },
        { "minus sign in v", (w, v, g, rate, mu) => (w + rate * (mu * v - g), mu * v - g) },
        { "minus sign and the rate", (w, v, g, rate, mu) => (w + (mu * v - rate * g), mu * v - rate * g) },
        { "rate is missing", (w, v, g, rate, mu) => (w - (mu * v + g), mu * v + g) },
        { "not to the gradient", (w, v, g, rate, mu) => (w - rate * (v + mu * g), v + mu * g) },
    };

    [Theory]
    [MemberData(nameof(MomentumMistakes))]
    public void MomentumMistakesGetTheirHints(string hint, NN3.MomentumStep answer) => Answers.Hint(hint, seed => NN3.CheckMomentum(answer, seed));

    public static TheoryData<string, NN3.RMSPropStep> RMSPropMistakes => new()
    {
        { "root is missing", (w, s, g, rate, rho, epsilon) => (w - rate * g / (Mean(s, g, rho) + epsilon), Mean(s, g, rho)) },
        { "outside the root", (w, s, g, rate, rho, epsilon) => (w - rate * g / Math.Sqrt(Mean(s, g, rho) + epsilon), Mean(s, g, rho)) },
        { "Epsilon is missing", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, 0, Mean(s, g, rho)) },
        { "new mean", (w, s, g, rate, rho, epsilon) => (w - rate * g / (Math.Sqrt(s) + epsilon), Mean(s, g, rho)) },
        { "exchanged", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, Mean(s, g, 1 - rho)) },
        { "not of their size", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, rho * s + (1 - rho) * Math.Abs(g)) },
        { "AdaGrad", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, s + g * g) },
        { "weight 1 - rho", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, rho * s + g * g) },
        { "sign", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, -rate, epsilon, Mean(s, g, rho)) },
        { "numerator", (w, s, g, rate, rho, epsilon) => (w - rate / (Math.Sqrt(Mean(s, g, rho)) + epsilon), Mean(s, g, rho)) },
        { "do not multiply", (w, s, g, rate, rho, epsilon) => (w - rate * g * (Math.Sqrt(Mean(s, g, rho)) + epsilon), Mean(s, g, rho)) },
    };

    [Theory]
    [MemberData(nameof(RMSPropMistakes))]
    public void RMSPropMistakesGetTheirHints(string hint, NN3.RMSPropStep answer) => Answers.Hint(hint, seed => NN3.CheckRMSProp(answer, seed));

    public static TheoryData<string, Func<double, double, double, (double, double)>> LongRunMistakes => new()
    {
        { "A change has a sign", (rate, g, mu) => (rate * g / (1 - mu), rate * Math.Sign(g)) },
        { "Momentum: the weight moves against", (rate, g, mu) => (rate * g / (1 - mu), -rate * Math.Sign(g)) },
        { "first step", (rate, g, mu) => (-rate * g, -rate * Math.Sign(g)) },
        { "Divide by 1 - mu", (rate, g, mu) => (-rate * g * (1 - mu), -rate * Math.Sign(g)) },
        { "not v (1 + mu)", (rate, g, mu) => (-rate * g / (1 + mu), -rate * Math.Sign(g)) },
        { "not 1 / mu", (rate, g, mu) => (-rate * g / mu, -rate * Math.Sign(g)) },
        { "size cancels", (rate, g, mu) => (-rate * g / (1 - mu), -rate * g) },
        { "sign of g remains", (rate, g, mu) => (-rate * g / (1 - mu), -rate) },
        { "RMSProp: the weight moves against", (rate, g, mu) => (-rate * g / (1 - mu), rate * Math.Sign(g)) },
        { "divide by s", (rate, g, mu) => (-rate * g / (1 - mu), -rate / g) },
    };

    [Theory]
    [MemberData(nameof(LongRunMistakes))]
    public void LongRunMistakesGetTheirHints(string hint, Func<double, double, double, (double, double)> answer) => Answers.Hint(hint, seed => NN3.CheckLongRun(answer, seed));

    public static TheoryData<string, Func<double[], double, int>> EpochMistakes => new()
    {
        { "count from 1: the first", (losses, goal) => Array.FindIndex(losses, loss => loss <= goal) },
        { "<=", (losses, goal) => Array.FindIndex(losses, loss => loss < goal) + 1 },
        { "number of epochs", (losses, goal) => Array.FindIndex(losses, loss => loss <= goal) is var i and >= 0 ? i + 1 : losses.Length },
        { "past the end", (losses, goal) => losses.TakeWhile(loss => loss > goal).Count() + 1 },
        { "not -1", (losses, goal) => Array.FindIndex(losses, loss => loss <= goal) is var i and >= 0 ? i + 1 : -1 },
        { "smallest loss", (losses, _) => Array.IndexOf(losses, losses.Min()) + 1 },
        { "last epoch", (losses, goal) => Array.FindLastIndex(losses, loss => loss <= goal) + 1 },
        { "how many", (losses, goal) => losses.Count(loss => loss <= goal) },
    };

    [Theory]
    [MemberData(nameof(EpochMistakes))]
    public void EpochMistakesGetTheirHints(string hint, Func<double[], double, int> answer) => Answers.Hint(hint, seed => NN3.CheckFirstEpoch(answer, seed));

    public static TheoryData<string, Student> AdamMistakes => new()
    {
        { "Nothing moves", new((weight, _, _, _, _) => weight) },
        { "sign", new((weight, m, v, rate, step) => weight + rate * Corrected(m, v, step)) },
        { "corrections are missing", new((weight, m, v, rate, _) => weight - rate * m / (Math.Sqrt(v) + 1e-8)) },
        { "v is not", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(v) + 1e-8)) },
        { "m is not", new((weight, m, v, rate, step) => weight - rate * m / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8)) },
        { "begins at 1", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step + 1)) },
        { "powers", new((weight, m, v, rate, _) => weight - rate * Corrected(m, v, 1)) },
        { "root is missing", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / (v / (1 - Math.Pow(0.999, step)) + 1e-8)) },
        { "outside the root", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / Math.Sqrt(v / (1 - Math.Pow(0.999, step)) + 1e-8)) },
        { "stay from step to step", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step)) { Keeps = false } },
        { "exchanged", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.999, step)) / (Math.Sqrt(v / (1 - Math.Pow(0.9, step))) + 1e-8)) { Beta1 = 0.999, Beta2 = 0.9 } },
        { "argument learningRate", new((weight, m, v, _, step) => weight - 0.01 * Corrected(m, v, step)) },
        { "stateCount: 2", new((weight, _, _, _, _) => weight, StateCount: 1) },
    };

    [Theory]
    [MemberData(nameof(AdamMistakes))]
    public void AdamMistakesGetTheirHints(string hint, Student answer) => Answers.Hint(hint, seed => NN3.CheckAdam(answer, seed));

    [Fact]
    public void MissingAnswersAndGarbageAreNotRight()
    {
        Answers.Missing(NN3.CheckMomentum((_, _, _, _, _) => throw new NotImplementedException()));
        Answers.Missing(NN3.CheckRMSProp((_, _, _, _, _, _) => throw new NotImplementedException()));
        Answers.Missing(NN3.CheckLongRun((_, _, _) => throw new NotImplementedException()));
        Answers.Missing(NN3.CheckFirstEpoch((_, _) => throw new NotImplementedException()));
        Answers.Missing(NN3.CheckAdam(new Student((_, _, _, _, _) => throw new NotImplementedException())));
        Answers.Hint("", NN3.CheckMomentum((_, _, _, _, _) => (double.NaN, double.PositiveInfinity)));
        Answers.Hint("", NN3.CheckRMSProp((_, _, _, _, _, _) => (double.NaN, double.NaN)));
        Answers.Hint("", NN3.CheckFirstEpoch((losses, _) => (int)losses[losses.Length]));
        Answers.Hint("", NN3.CheckAdam(new Student((_, _, _, _, _) => double.NaN)));
        Answers.Hint("", NN3.CheckAdam(new Student((_, _, _, _, _) => throw new InvalidOperationException("mine"))));
    }

    static double Mean(double s, double g, double rho) => rho * s + (1 - rho) * g * g;

    static (double, double) RMSProp(double w, double g, double rate, double epsilon, double s) => (w - rate * g / (Math.Sqrt(s) + epsilon), s);

    static double Corrected(double m, double v, long step) => m / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8);

    /// <summary>What a student may hand in.</summary>
    public sealed record Student(Func<double, double, double, double, long, double> Step, int StateCount = 2) : CustomOptimizer(0.01, StateCount)
    {
        public double Beta1 { get; init; } = 0.9;

        public double Beta2 { get; init; } = 0.999;

        public bool Keeps { get; init; } = true;

        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
        {
            var m = Beta1 * state[0] + (1 - Beta1) * gradient;
            var v = Beta2 * state[1] + (1 - Beta2) * gradient * gradient;
            if (Keeps) (state[0], state[1]) = (m, v);
            return Step(weight, m, v, learningRate, step);
        }
    }
}
