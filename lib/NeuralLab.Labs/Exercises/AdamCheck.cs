using static System.FormattableString;

namespace NeuralLab.Labs;

/// <summary>Exercise NN3.4: two weights take a few steps under given gradients, with the student's Adam and with the right one.</summary>
static class AdamCheck
{
    const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    internal static CheckResult Run(CustomOptimizer answer, int? seed)
    {
        if (answer.StateCount < 2)
            return CheckResult.Wrong("NN3.4", $"Numbers that your optimizer keeps for each weight: {answer.StateCount}. Adam keeps two means.", "Pass stateCount: 2 to CustomOptimizer: state[0] is m, state[1] is s.");
        Inputs<Walk> inputs = new([new(0.1, [0.5, -0.3], [[2, 1e-6]]), new(0.1, [0.5, -0.3], [[2, 1e-6], [-1, 2e-6]])], 3, Draw);
        return Comparison.Check(
            "NN3.4", seed, walk => Steps(answer, walk), walk => Steps(new Adam(), walk), inputs, walk => walk.InWords,
            "Go line by line: m, then s, then both corrected by 1 - beta^step, then weight - learningRate * m' / (sqrt(s') + epsilon). Print them for the first two steps of one weight.",
            Is("Nothing moves: return the new weight.", now => now.Weight),
            Is("That is the step alone: return the new weight, weight minus the step.", now => now.Step),
            Is("That is the step alone: return the new weight, weight minus the step.", now => -now.Step),
            Is("The sign is turned: we walk downhill, so weight minus the step.", now => now.Weight + now.Step),
            Is("The corrections are missing: m' = m / (1 - beta1^step), s' = s / (1 - beta2^step).", now => now.Weight - now.StepAlong(now.M, now.V)),
            Is("m is corrected, s is not: s' = s / (1 - beta2^step).", now => now.Weight - now.StepAlong(now.First, now.V)),
            Is("s is corrected, m is not: m' = m / (1 - beta1^step).", now => now.Weight - now.StepAlong(now.M, now.Second)),
            Is("step begins at 1 already: 1 - beta^step, not 1 - beta^(step + 1).", now => now.Weight - (now with { Count = now.Count + 1 }).Step),
            Is(Powers, now => now.Weight - (now with { Count = 1 }).Step),
            Is(Powers, now => now.Weight - now.StepAlong(now.M / (1 - Beta1 * now.Count), now.V / (1 - Beta2 * now.Count))),
            Is(Zero, now => now.Weight - now.StepAlong(now.M / (1 - Math.Pow(now.Count, Beta1)), now.V / (1 - Math.Pow(now.Count, Beta2)))),
            Is(Zero, now => now.Weight - now.StepAlong(now.M / (1 - Math.Pow(now.Count, Beta1)), now.Second)),
            Is(Zero, now => now.Weight - now.StepAlong(now.First, now.V / (1 - Math.Pow(now.Count, Beta2)))),
            Is("The step goes along m', the mean of the gradients, not along the newest gradient.", now => now.Weight - now.StepAlong(now.Gradient, now.Second)),
            Is("The root is missing: divide by sqrt(s') + epsilon.", now => now.Weight - now.Rate * now.First / (now.Second + Epsilon)),
            Is("Epsilon stands outside the root: sqrt(s') + epsilon.", now => now.Weight - now.Rate * now.First / Math.Sqrt(now.Second + Epsilon)),
            Is(NoEpsilon, now => now.Weight - now.Rate * now.First / Math.Sqrt(now.Second)),
            Is(NoEpsilon, now => now.Weight - now.Rate * now.First / Math.Sqrt(now.Second) + Epsilon),
            Is("The two means must stay from step to step: write them to state[0] and state[1].", new Variant { Kept = _ => (0, 0) }),
            Is(Corrected, new Variant { Kept = now => (now.First, now.Second) }),
            Is(Corrected, new Variant { Kept = now => (now.First, now.V) }),
            Is(Corrected, new Variant { Kept = now => (now.M, now.Second) }),
            Is("Every weight has means of its own: keep them in state, not in a field of your class.", new SharedMeans()),
            Is("beta1 = 0.9 belongs to m, beta2 = 0.999 to s; you have them exchanged.", new Variant { Beta1 = Beta2, Beta2 = Beta1 }),
            Is("The new gradient enters m with the weight 1 - beta1, and its square enters s with 1 - beta2.", new Variant { Shares = (1, 1) }),
            Is("The new gradient enters m with the weight 1 - beta1.", new Variant { Shares = (1, 1 - Beta2) }),
            Is("The square of the new gradient enters s with the weight 1 - beta2.", new Variant { Shares = (1 - Beta1, 1) }),
            Is("s is the mean of squared gradients: gradient * gradient.", new Variant { Square = Math.Abs }),
            Is("s is the mean of squared gradients: gradient * gradient.", new Variant { Square = gradient => gradient }),
            new("The rate comes as the argument learningRate: the schedule may change it. Do not write your own number.", walk => Steps(new Adam(), walk with { Rate = answer.LearningRate })));
    }

    const string Powers = "The corrections are powers: Math.Pow(beta, step), which differs from beta after the first step.";
    const string Zero = "Your corrections divide by 0 in the first step, or go below 0 later. step counts from 1, and 1 - beta^step is then above 0: in Math.Pow the base comes first.";
    const string NoEpsilon = "Epsilon is missing below the line: (sqrt(s') + epsilon), in brackets, is the whole denominator.";
    const string Corrected = "state keeps m and s as they are. The corrected m' and s' are for this step alone: put them into variables of their own.";

    static Mistake<Walk> Is(string hint, Func<Moment, double> next) => Is(hint, new Variant { Next = next });

    static Mistake<Walk> Is(string hint, Optimizer variant) => new(hint, walk => Steps(variant, walk));

    // The second weight's gradients are so small that it shows where epsilon stands.
    static Walk Draw(Random random)
    {
        double Between(double low, double high) => low + (high - low) * random.NextDouble();
        double Signed(double size) => (random.Next(2) * 2 - 1) * size * Between(0.3, 3);
        return new(
            Math.Round(Between(0.05, 0.2), 3), [Math.Round(Between(-1, 1), 3), Math.Round(Between(-1, 1), 3)],
            [.. Enumerable.Range(0, 3 + random.Next(3)).Select(_ => new[] { Math.Round(Signed(1), 2), Math.Round(Signed(1), 2) * 1e-6 })]);
    }

    /// <summary>The weights after the last step; not numbers if they became infinite on the way.</summary>
    static double[] Steps(Optimizer optimizer, Walk walk)
    {
        var step = 0;
        var path = Descent.Path(optimizer with { LearningRate = walk.Rate }, _ => walk.Gradients[step++], walk.Start, walk.Gradients.Length);
        return path.Length > walk.Gradients.Length ? path[^1] : [double.NaN, double.NaN];
    }

    /// <summary>What two weights go through: <c>Gradients[step][weight]</c>.</summary>
    sealed record Walk(double Rate, double[] Start, double[][] Gradients)
    {
        public string InWords => Invariant(
            $"two weights that start at {Start[0]:G3} and {Start[1]:G3}, rate {Rate:G3}, with the gradients {Of(0)} of the first and {Of(1)} of the second (both weights at the end)");

        string Of(int weight) => string.Join(", ", Gradients.Select(gradient => Comparison.Text(gradient[weight])));
    }

    /// <summary>One weight within a step, both means brought up to date; Count is the number of the step.</summary>
    sealed record Moment(double Weight, double Gradient, double M, double V, double Rate, long Count, double Beta1, double Beta2)
    {
        public double First => M / (1 - Math.Pow(Beta1, Count));

        public double Second => V / (1 - Math.Pow(Beta2, Count));

        public double Step => StepAlong(First, Second);

        public double StepAlong(double m, double v) => Rate * m / (Math.Sqrt(v) + Epsilon);
    }

    /// <summary>Adam with a mistake.</summary>
    sealed record Variant() : CustomOptimizer(0.01, 2)
    {
        public Func<Moment, double> Next { get; init; } = now => now.Weight - now.Step;

        public Func<Moment, (double M, double V)> Kept { get; init; } = now => (now.M, now.V);

        public Func<double, double> Square { get; init; } = gradient => gradient * gradient;

        public double Beta1 { get; init; } = AdamCheck.Beta1;

        public double Beta2 { get; init; } = AdamCheck.Beta2;

        public (double M, double V)? Shares { get; init; }

        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
        {
            var (shareOfM, shareOfV) = Shares ?? (1 - Beta1, 1 - Beta2);
            Moment now = new(
                weight, gradient, Beta1 * state[0] + shareOfM * gradient, Beta2 * state[1] + shareOfV * Square(gradient), learningRate, step, Beta1, Beta2);
            (state[0], state[1]) = Kept(now);
            return Next(now);
        }
    }

    /// <summary>Adam that keeps the means in fields, so that all weights share them.</summary>
    sealed record SharedMeans() : CustomOptimizer(0.01, 2)
    {
        double m;
        double v;

        protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
        {
            m = AdamCheck.Beta1 * m + (1 - AdamCheck.Beta1) * gradient;
            v = AdamCheck.Beta2 * v + (1 - AdamCheck.Beta2) * gradient * gradient;
            return weight - new Moment(weight, gradient, m, v, learningRate, step, AdamCheck.Beta1, AdamCheck.Beta2).Step;
        }
    }
}
