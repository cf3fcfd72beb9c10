namespace NeuralLab.Labs.Tests;

/// <summary>The checks of NN1: right answers pass in all their forms, each typical mistake gets its own hint, nothing wrong is accepted.</summary>
public class NN1Tests
{
    static double S(double z) => 1 / (1 + Math.Exp(-z));

    static double Forward(double[,] W1, double[] b1, double[,] W2, double[] b2, double[] x, Func<double, double> f) =>
        W2[0, 0] * f(W1[0, 0] * x[0] + W1[0, 1] * x[1] + b1[0]) + W2[0, 1] * f(W1[1, 0] * x[0] + W1[1, 1] * x[1] + b1[1]) + b2[0];

    static double[,] Transposed(double[,] W) => new[,] { { W[0, 0], W[1, 0] }, { W[0, 1], W[1, 1] } };

    [Fact]
    public void ForwardPassIsAccepted()
    {
        Answers.Right(seed => NN1.CheckForward((W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, S), seed));
        Answers.Right(seed => NN1.CheckForward((W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, z => (1 + Math.Tanh(z / 2)) / 2), seed));
    }

    public static TheoryData<string, NN1.ForwardPass> ForwardMistakes => new()
    {
        { "transpose", (W1, b1, W2, b2, x) => Forward(Transposed(W1), b1, W2, b2, x, S) },
        { "biases b1 are missing", (W1, b1, W2, b2, x) => Forward(W1, [0, 0], W2, b2, x, S) },
        { "output bias", (W1, b1, W2, b2, x) => Forward(W1, b1, W2, [0], x, S) },
        { "Both biases", (W1, b1, W2, b2, x) => Forward(W1, [0, 0], W2, [0], x, S) },
        { "inside the sigmoid", (W1, b1, W2, b2, x) => Forward(W1, [0, 0], W2, b2, x, S) + W2[0, 0] * b1[0] + W2[0, 1] * b1[1] },
        { "with a plus", (W1, b1, W2, b2, x) => Forward(W1, [-b1[0], -b1[1]], W2, [-b2[0]], x, S) },
        { "need their activation", (W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, z => z) },
        { "no sigmoid", (W1, b1, W2, b2, x) => S(Forward(W1, b1, W2, b2, x, S)) },
        { "exponent", (W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, z => S(-z)) },
        { "not tanh", (W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, Math.Tanh) },
        { "indices", (W1, _, _, _, _) => W1[2, 2] },
        { "paper", (_, _, _, _, _) => double.NaN },
    };

    [Theory]
    [MemberData(nameof(ForwardMistakes))]
    public void ForwardMistakesGetTheirHints(string hint, NN1.ForwardPass answer) => Answers.Hint(hint, seed => NN1.CheckForward(answer, seed));

    /// <summary>Three steps in any order, each as steep as it likes, those in <paramref name="turned"/> built from a neuron that steps down.</summary>
    static (double[,] W1, double[] b1, double[,] W2, double[] b2) Steps(IEnumerable<(double At, double K, double Height)> steps, double left, Func<int, bool>? turned = null)
    {
        var all = steps.Select((step, i) => (step.At, step.Height, Sign: turned?.Invoke(i) == true ? -1 : 1, step.K)).ToArray();
        double[,] W1 = new double[3, 1], W2 = new double[1, 3];
        for (var i = 0; i < 3; i++) (W1[i, 0], W2[0, i]) = (all[i].Sign * all[i].K, all[i].Sign * all[i].Height);
        return (W1, [.. all.Select(step => -step.At * step.Sign * step.K)], W2, [left + all.Where(step => step.Sign < 0).Sum(step => step.Height)]);
    }

    static (double[,] W1, double[] b1, double[,] W2, double[] b2) RandomSteps(Random random, double height = 80, double left = -80, double steepest = 1e5, double flattest = 500, double shift = 0)
    {
        double[] jumps = [-0.5, 0.5, 1.5];
        random.Shuffle(jumps);
        var sides = random.Next(8);
        return Steps(jumps.Select(at => (at + shift, flattest * Math.Pow(steepest / flattest, random.NextDouble()), height)), left, i => (sides >> i & 1) == 1);
    }

    [Fact]
    public void StepsAreAcceptedInAnyOrderAndMirrored()
    {
        Answers.Right(NN1.CheckSteps(() => (Column(500), Biases(500), Heights(80), [-80])));
        Answers.Right(NN1.CheckSteps(() => (new double[,] { { -500 }, { -500 }, { -500 } }, [-250, 250, 750], Heights(-80), [160])));
        Answers.Right(seed => NN1.CheckSteps(() => RandomSteps(new(seed))));
    }

    [Fact]
    public void StepsMistakesGetTheirHints()
    {
        Answers.Missing(NN1.CheckSteps(() => throw new UnsolvedException("NN1.2")));
        Answers.Hint("indices", NN1.CheckSteps(() => (Column(Biases(1)[3]), Biases(500), Heights(80), [-80])));
        Answers.Hint("not steep enough", seed => NN1.CheckSteps(() => RandomSteps(new(seed), steepest: 150, flattest: 1)));
        Answers.Hint("exactly", seed => NN1.CheckSteps(() => RandomSteps(new(seed), shift: seed % 2 == 0 ? 0.009 : -0.009)));
        Answers.Hint("mirrored", NN1.CheckSteps(Column(500), [-250, 250, 750], Heights(80), [-80]));
        Answers.Hint("Solve for b_i", NN1.CheckSteps(Column(500), [0, 0, 0], Heights(80), [-80]));
        Answers.Hint("Solve for b_i", seed => NN1.CheckSteps(() => RandomSteps(new(seed), shift: 0.05 + seed * 1e-3)));
        Answers.Hint("output bias", NN1.CheckSteps(Column(500), Biases(500), Heights(80), [0]));
        Answers.Hint("80 high", NN1.CheckSteps(Column(500), Biases(500), new double[,] { { 80, 160, 240 } }, [-80]));
        Answers.Hint("80 high", seed => NN1.CheckSteps(() => RandomSteps(new(seed), height: 82 + seed)));
        Answers.Hint("steps down", NN1.CheckSteps(Column(500), Biases(500), new double[,] { { 80, -80, 80 } }, [-80]));
        Answers.Hint("k > 0", NN1.CheckSteps(Column(-500), [-250, 250, 750], Heights(80), [-80]));
        Answers.Hint("no step", NN1.CheckSteps(new double[,] { { 500 }, { 0 }, { 500 } }, Biases(500), Heights(80), [-80]));
        Answers.Hint("transposed", NN1.CheckSteps(new double[,] { { 500, 500, 500 } }, Biases(500), Heights(80), [-80]));
        Answers.Hint("does not depend on x", NN1.CheckSteps(new double[3, 1], new double[3], new double[1, 3], new double[1]));
    }

    static double[,] Column(double k) => new[,] { { k }, { k }, { k } };

    static double[] Biases(double k) => [0.5 * k, -0.5 * k, -1.5 * k];

    static double[,] Heights(double height) => new[,] { { height, height, height } };

    static double Curvature(double z) => S(z) * (1 - S(z)) * (1 - 2 * S(z));

    static (double, double) Square(double w, double b, double half = 90, double share = 2, double power = 2, double value = -130)
    {
        var v = half / (Math.Pow(w, power) * Curvature(b));
        return (v, value - share * v * S(b));
    }

    [Fact]
    public void SquareIsAccepted() => Answers.Right(seed => NN1.CheckSquare((w, b) => Square(w, b), seed));

    public static TheoryData<string, Func<double, double, (double, double)>> SquareMistakes => new()
    {
        { "two sigmoids: 2 v", (w, b) => Square(w, b, half: 180) },
        { "180, not 90", (w, b) => Square(w, b, half: 45) },
        { "both sigmoids", (w, b) => Square(w, b, share: 1) },
        { "c alone", (w, b) => Square(w, b, share: 0) },
        { "mind its sign", (w, b) => Square(w, b, value: 130) },
        { "Mind the sign", (w, b) => Square(w, b, share: -2) },
        { "chain rule", (w, b) => Square(w, b, power: 1) },
        { "chain rule", (w, b) => Square(w, b, power: 0) },
        { "Two conditions", (_, _) => (1, 1) },
    };

    [Theory]
    [MemberData(nameof(SquareMistakes))]
    public void SquareMistakesGetTheirHints(string hint, Func<double, double, (double, double)> answer) => Answers.Hint(hint, seed => NN1.CheckSquare(answer, seed));

    /// <summary>XOR as OR but not AND, or as one but not the other or the other way round; in any order, each neuron or its opposite, as large as it likes.</summary>
    static (double[,] W1, double[] b1, double[,] W2, double[] b2) RandomXor(Random random, double hidden = 20, double output = 20, double turn = 1)
    {
        (double X, double Y, double B, double Out)[] neurons = random.Next(2) == 0
            ? [(1, 1, -0.5, 1), (1, 1, -1.5, -1)]
            : [(1, -1, -0.5, 1), (-1, 1, -0.5, 1)];
        random.Shuffle(neurons);
        var b2 = -0.5;
        for (var i = 0; i < 2; i++)
        {
            var (x, y, b, weight) = neurons[i];
            if (random.Next(2) == 0) (neurons[i], b2) = ((-x, -y, -b, -weight), b2 + weight);
        }
        double k = hidden * (1 + random.NextDouble()), m = turn * output * (1 + random.NextDouble());
        return (
            new[,] { { k * neurons[0].X, k * neurons[0].Y }, { k * neurons[1].X, k * neurons[1].Y } }, [k * neurons[0].B, k * neurons[1].B],
            new[,] { { m * neurons[0].Out, m * neurons[1].Out } }, [m * b2]);
    }

    [Fact]
    public void XorIsAcceptedInAnyForm()
    {
        Answers.Right(NN1.CheckXor(() => (Both, [-10, -30], new double[,] { { 20, -20 } }, [-10])));
        Answers.Right(seed => NN1.CheckXor(() => RandomXor(new(seed))));
    }

    [Fact]
    public void XorMistakesGetTheirHints()
    {
        Answers.Missing(NN1.CheckXor(() => throw new UnsolvedException("NN1.4")));
        Answers.Wrong(NN1.CheckXor(() => (null!, null!, null!, null!)));
        Answers.Hint("wrong way round", seed => NN1.CheckXor(() => RandomXor(new(seed), turn: -1)));
        Answers.Hint("larger", NN1.CheckXor(Both, [-10, -30], new double[,] { { 2, -2 } }, [-1]));
        Answers.Hint("larger", seed => NN1.CheckXor(() => RandomXor(new(seed), hidden: 0.2 + 0.001 * seed, output: 20)));
        Answers.Hint("larger", seed => NN1.CheckXor(() => RandomXor(new(seed), hidden: 20, output: 0.1 + 0.001 * seed)));
        Answers.Hint("output layer", NN1.CheckXor(Both, [-10, -30], new double[,] { { 20, 20 } }, [-10]));
        Answers.Hint("output layer", NN1.CheckXor(new double[,] { { 20, -20 }, { -20, 20 } }, [-10, -10], new double[,] { { 20, -20 } }, [-10]));
        Answers.Hint("one line can decide", NN1.CheckXor(Both, [-10, -10], new double[,] { { 20, -20 } }, [-10]));
        Answers.Hint("one line can decide", NN1.CheckXor(new double[,] { { 20, 0 }, { 0, 20 } }, [-10, -10], new double[,] { { 20, -20 } }, [-10]));
        Answers.Hint("One bias for each neuron", NN1.CheckXor(Both, [-10], new double[,] { { 20, -20 } }, [-10]));
    }

    static double[,] Both => new double[,] { { 20, 20 }, { 20, 20 } };

    [Fact]
    public void UnsolvedExercisesAreMissing()
    {
        Answers.Missing(NN1.CheckForward((_, _, _, _, _) => throw new UnsolvedException("NN1.1")));
        Answers.Missing(NN1.CheckSquare((_, _) => throw new UnsolvedException("NN1.3")));
    }

    [Fact]
    public void NoMutationOfARightFunctionIsAccepted()
    {
        Mutation.NoneIsAccepted(2500, (mutation, seed) => NN1.CheckForward((W1, b1, W2, b2, x) => mutation.Of(Forward(W1, b1, W2, b2, x, S))[0], seed));
        Mutation.NoneIsAccepted(2500, (mutation, seed) => NN1.CheckSquare((w, b) => mutation.Of(Square(w, b).Item1, Square(w, b).Item2) is var m ? (m[0], m[1]) : default, seed));
    }

    [Fact]
    public void NoMutationOfRightWeightsIsAcceptedUnlessItIsRight()
    {
        var steps = CourseData.Load("steps-large").Training;
        AcceptedOnlyIfRight(NN1.CheckSteps, random => RandomSteps(random), (W1, b1, W2, b2) =>
            new Network<double>(new Dense<double>(W1, b1, Activation.Sigmoid), new Dense<double>(W2, b2)).Evaluate(steps.X, steps.Y, Loss.MeanSquaredError) <= 9);
        AcceptedOnlyIfRight(NN1.CheckXor, random => RandomXor(random), (W1, b1, W2, b2) =>
            new[] { (0, 0, 0), (0, 1, 1), (1, 0, 1), (1, 1, 0) }.All(each => Math.Abs(S(Forward(W1, b1, W2, b2, [each.Item1, each.Item2], S)) - each.Item3) <= 0.1));
    }

    static void AcceptedOnlyIfRight(
        Func<double[,], double[], double[,], double[], CheckResult> check, Func<Random, (double[,] W1, double[] b1, double[,] W2, double[] b2)> draw,
        Func<double[,], double[], double[,], double[], bool> isRight)
    {
        var rejected = 0;
        for (var seed = 1; seed <= 2500; seed++)
        {
            var (W1, b1, W2, b2) = draw(new(seed));
            var numbers = new Mutation(seed).Of([.. W1.Cast<double>(), .. b1, .. W2.Cast<double>(), .. b2]);
            Buffer.BlockCopy(numbers, 0, W1, 0, W1.Length * sizeof(double));
            Array.Copy(numbers, W1.Length, b1, 0, b1.Length);
            Buffer.BlockCopy(numbers, (W1.Length + b1.Length) * sizeof(double), W2, 0, W2.Length * sizeof(double));
            b2[0] = numbers[^1];
            var result = check(W1, b1, W2, b2);
            if (result.Passed) Assert.True(isRight(W1, b1, W2, b2), $"Mutation {seed} was accepted: {result}");
            else rejected++;
        }
        Assert.True(rejected > 1000, $"Only {rejected} of 2500 mutations were rejected.");
    }
}
