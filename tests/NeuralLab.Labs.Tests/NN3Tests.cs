namespace NeuralLab.Labs.Tests;

/// <summary>The checks of NN3: right answers pass, each typical mistake gets its own hint, nothing crashes.</summary>
public class NN3Tests
{
    [Fact]
    public void RightAnswersPass()
    {
        Answers.Right(seed => NN3.CheckMomentum((w, v, g, rate, mu) => (w - rate * (mu * v + g), mu * v + g), seed));
        Answers.Right(seed => NN3.CheckRMSProp((w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, rho * s + (1 - rho) * g * g), seed));
        Answers.Right(seed => NN3.CheckLongRun((rate, g, mu) => (-rate * g / (1 - mu), -rate * Math.Sign(g)), seed));
        Answers.Right(seed => NN3.CheckFirstEpoch((losses, goal) => Array.FindIndex(losses, loss => loss <= goal) + 1, seed));
        Answers.Right(seed => NN3.CheckAdam(new Student((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step)), seed));
    }

    [Fact]
    public void AnswersThatAreRightInAnotherWayPass()
    {
        Answers.Right(seed => NN3.CheckMomentum((w, v, g, rate, mu) => (w - rate * mu * v - rate * g, g + v * mu), seed));
        Answers.Right(seed => NN3.CheckRMSProp((w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, s + (1 - rho) * (Math.Pow(g, 2) - s)), seed));
        Answers.Right(seed => NN3.CheckLongRun((rate, g, mu) => (-rate * Enumerable.Range(0, 1000).Sum(n => g * Math.Pow(mu, n)), -rate * g / Math.Sqrt(g * g)), seed));
        Answers.Right(seed => NN3.CheckFirstEpoch((losses, goal) => losses.Any(loss => loss <= goal) ? losses.TakeWhile(loss => loss > goal).Count() + 1 : 0, seed));
        // Kingma and Ba's faster form: both corrections in the rate.
        Answers.Right(seed => NN3.CheckAdam(new Student((weight, m, v, rate, step) =>
            Math.Sqrt(1 - Math.Pow(0.999, step)) is var root ? weight - rate * root / (1 - Math.Pow(0.9, step)) * m / (Math.Sqrt(v) + 1e-8 * root) : 0), seed));
        Answers.Right(seed => NN3.CheckAdam(new Student((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step), StateCount: 3), seed));
    }

    /// <summary>Formulas with their constants left open: with <c>right</c> they are the solution, with any other constants they are wrong.</summary>
    public static TheoryData<string, double[], Func<double[], int, CheckResult>> Formulas => new()
    {
        {
            "NN3.1", [1, 1, 0, 1, 1, 0],
            (c, seed) => NN3.CheckMomentum((w, v, g, rate, mu) => c[0] * mu * v + c[1] * g + c[2] is var next ? (c[3] * w - c[4] * rate * next + c[5], next) : default, seed)
        },
        {
            "NN3.2", [1, 1, 1, 0, 1, 1, 1, 0],
            (c, seed) => NN3.CheckRMSProp((w, s, g, rate, rho, epsilon) =>
                c[0] * rho * s + (c[1] - c[2] * rho) * g * g + c[3] is var next ? (c[4] * w - c[5] * rate * g / (Math.Sqrt(next) + c[6] * epsilon) + c[7], next) : default, seed)
        },
        {
            "NN3.3", [1, 1, 1, 0, 1, 0],
            (c, seed) => NN3.CheckLongRun((rate, g, mu) => (-c[0] * rate * g / (c[1] - c[2] * mu) + c[3], -c[4] * rate * Math.Sign(g) + c[5]), seed)
        },
        {
            "NN3.4", [1, 1, 1, 0.9, 1, 0.999, 1, 1, 1],
            (c, seed) => NN3.CheckAdam(new Student((weight, m, v, rate, step) =>
                c[0] * weight - c[1] * rate * m / (c[2] - Math.Pow(c[3], step)) / (Math.Sqrt(v / (c[4] - Math.Pow(c[5], step))) + c[6] * 1e-8)) { Beta1 = 0.9 * c[7], Beta2 = 0.999 * c[8] }, seed)
        },
        {
            "NN3.5", [1, 1, 1, 0],
            (c, seed) => NN3.CheckFirstEpoch((losses, goal) => (int)Math.Round(c[0] * (Array.FindIndex(losses, loss => c[1] * loss <= c[2] * goal) + 1) + c[3]), seed)
        },
    };

    [Theory]
    [MemberData(nameof(Formulas))]
    public void NoOtherConstantsPass(string exercise, double[] right, Func<double[], int, CheckResult> check)
    {
        Answers.Right(check(right, 1));
        Random random = new(3);
        // Whole numbers hide small changes, so those of NN3.5 are large.
        var least = exercise == "NN3.5" ? 0.5 : 0.01;
        for (var mutation = 1; mutation <= 2000; mutation++)
        {
            double[] constants = [.. right];
            var place = random.Next(right.Length);
            constants[place] += (random.Next(2) * 2 - 1) * (least + 2 * random.NextDouble());
            Answers.Wrong(check(constants, mutation));
        }
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
        { "rate is missing", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, 1, epsilon, Mean(s, g, rho)) },
        { "brackets", (w, s, g, rate, rho, epsilon) => (w - rate * g / Math.Sqrt(Mean(s, g, rho)) + epsilon, Mean(s, g, rho)) },
        { "brackets", (w, s, g, rate, rho, epsilon) => (w - rate * (g / Math.Sqrt(Mean(s, g, rho)) + epsilon), Mean(s, g, rho)) },
        { "brackets", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, rho * s + 1 - rho * g * g) },
        { "brackets", (w, s, g, rate, rho, epsilon) => RMSProp(w, g, rate, epsilon, (rho * s + 1 - rho) * g * g) },
    };

    [Theory]
    [MemberData(nameof(RMSPropMistakes))]
    public void RMSPropMistakesGetTheirHints(string hint, NN3.RMSPropStep answer) => Answers.Hint(hint, seed => NN3.CheckRMSProp(answer, seed));

    public static TheoryData<string, Func<double, double, double, double>> LongRunOfMomentumMistakes => new()
    {
        { "Momentum: The weight moves against", (rate, g, mu) => rate * g / (1 - mu) },
        { "Momentum: That is the first step", (rate, g, _) => -rate * g },
        { "Momentum: That is the velocity", (_, g, mu) => g / (1 - mu) },
        { "Momentum: The learning rate is missing", (_, g, mu) => -g / (1 - mu) },
        { "Momentum: v = mu v + g gives", (rate, g, mu) => -rate * g * (1 - mu) },
        { "Momentum: Bring mu v to the other side", (rate, g, mu) => -rate * g / (1 + mu) },
        { "Momentum: Count 1 + mu", (rate, g, mu) => -rate * g / mu },
    };

    public static TheoryData<string, Func<double, double, double>> LongRunOfRMSPropMistakes => new()
    {
        { "RMSProp: The weight moves against", (rate, g) => rate * Math.Sign(g) },
        { "RMSProp: The step is g divided by sqrt(s)", (rate, g) => -rate * g },
        { "RMSProp: It is right where g is positive", (rate, _) => -rate },
        { "RMSProp: The learning rate is missing", (_, g) => -Math.Sign(g) },
        { "RMSProp: Divide by the root", (rate, g) => -rate / g },
    };

    [Theory]
    [MemberData(nameof(LongRunOfMomentumMistakes))]
    public void LongRunOfMomentumMistakesGetTheirHints(string hint, Func<double, double, double, double> momentum) =>
        Answers.Hint(hint, seed => NN3.CheckLongRun((rate, g, mu) => (momentum(rate, g, mu), -rate * Math.Sign(g)), seed));

    [Theory]
    [MemberData(nameof(LongRunOfRMSPropMistakes))]
    public void LongRunOfRMSPropMistakesGetTheirHints(string hint, Func<double, double, double> rmsprop) =>
        Answers.Hint(hint, seed => NN3.CheckLongRun((rate, g, mu) => (-rate * g / (1 - mu), rmsprop(rate, g)), seed));

    [Fact]
    public void TwoMistakesAtOnceGetBothHints()
    {
        foreach (var momentum in LongRunOfMomentumMistakes)
        {
            foreach (var rmsprop in LongRunOfRMSPropMistakes)
            {
                var result = NN3.CheckLongRun((rate, g, mu) => (momentum.Data.Item2(rate, g, mu), rmsprop.Data.Item2(rate, g)), 1);
                Answers.Hint(momentum.Data.Item1, result);
                Answers.Hint(rmsprop.Data.Item1, result);
            }
        }
    }

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
        { "step alone", new((_, m, v, rate, step) => -rate * Corrected(m, v, step)) },
        { "step alone", new((_, m, v, rate, step) => rate * Corrected(m, v, step)) },
        { "sign", new((weight, m, v, rate, step) => weight + rate * Corrected(m, v, step)) },
        { "corrections are missing", new((weight, m, v, rate, _) => weight - rate * m / (Math.Sqrt(v) + 1e-8)) },
        { "s is not", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(v) + 1e-8)) },
        { "m is not", new((weight, m, v, rate, step) => weight - rate * m / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8)) },
        { "begins at 1", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step + 1)) },
        { "powers", new((weight, m, v, rate, _) => weight - rate * Corrected(m, v, 1)) },
        { "powers", new((weight, m, v, rate, step) => weight - rate * m / (1 - 0.9 * step) / (Math.Sqrt(v / (1 - 0.999 * step)) + 1e-8)) },
        { "the base comes first", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(step, 0.9)) / (Math.Sqrt(v / (1 - Math.Pow(step, 0.999))) + 1e-8)) },
        { "the base comes first", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(step, 0.9)) / (Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8)) },
        { "the base comes first", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / (Math.Sqrt(v / (1 - Math.Pow(step, 0.999))) + 1e-8)) },
        { "counts from 1", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step - 1)) },
        { "root is missing", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / (v / (1 - Math.Pow(0.999, step)) + 1e-8)) },
        { "outside the root", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / Math.Sqrt(v / (1 - Math.Pow(0.999, step)) + 1e-8)) },
        { "Epsilon is missing", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / Math.Sqrt(v / (1 - Math.Pow(0.999, step)))) },
        { "Epsilon is missing", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.9, step)) / Math.Sqrt(v / (1 - Math.Pow(0.999, step))) + 1e-8) },
        { "variables of their own", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step)) { Corrects = (true, true) } },
        { "variables of their own", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step)) { Corrects = (true, false) } },
        { "variables of their own", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step)) { Corrects = (false, true) } },
        { "stay from step to step", new((weight, m, v, rate, step) => weight - rate * Corrected(m, v, step)) { Keeps = false } },
        { "exchanged", new((weight, m, v, rate, step) => weight - rate * m / (1 - Math.Pow(0.999, step)) / (Math.Sqrt(v / (1 - Math.Pow(0.9, step))) + 1e-8)) { Beta1 = 0.999, Beta2 = 0.9 } },
        { "argument learningRate", new((weight, m, v, _, step) => weight - 0.01 * Corrected(m, v, step)) },
        { "stateCount: 2", new((weight, _, _, _, _) => weight, StateCount: 1) },
    };

    [Theory]
    [MemberData(nameof(AdamMistakes))]
    public void AdamMistakesGetTheirHints(string hint, Student answer) => Answers.Hint(hint, seed => NN3.CheckAdam(answer, seed));

    [Fact]
    public void AdamWithMeansInFieldsOrGradientsOfTheMomentGetsItsHint()
    {
        Answers.Hint("means of its own", seed => NN3.CheckAdam(new Fields(), seed));
        Answers.Hint("newest gradient", seed => NN3.CheckAdam(new WithoutFirstMean(), seed));
    }

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

        public (bool M, bool V) Corrects { get; init; }

        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
        {
            var m = Beta1 * state[0] + (1 - Beta1) * gradient;
            var v = Beta2 * state[1] + (1 - Beta2) * gradient * gradient;
            if (Keeps) state[0] = Corrects.M ? m / (1 - Math.Pow(Beta1, step)) : m;
            if (Keeps) state[1] = Corrects.V ? v / (1 - Math.Pow(Beta2, step)) : v;
            return Step(weight, m, v, learningRate, step);
        }
    }

    sealed record Fields() : CustomOptimizer(0.001, 2)
    {
        double m;
        double v;

        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
        {
            m = 0.9 * m + 0.1 * gradient;
            v = 0.999 * v + 0.001 * gradient * gradient;
            return weight - learningRate * Corrected(m, v, step);
        }
    }

    sealed record WithoutFirstMean() : CustomOptimizer(0.001, 2)
    {
        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
        {
            state[1] = 0.999 * state[1] + 0.001 * gradient * gradient;
            return weight - learningRate * gradient / (Math.Sqrt(state[1] / (1 - Math.Pow(0.999, step))) + 1e-8);
        }
    }
}
