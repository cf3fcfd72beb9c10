using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace NeuralLab.Labs;

/// <summary>The checks of lab NN5: architectures.</summary>
public static class NN5
{
    /// <summary>Exercise NN5.1: how many numbers a network of dense layers learns.</summary>
    /// <param name="answer">From the sizes (inputs, hidden layers, outputs) to the number of weights and biases.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckParameterCount(Func<int[], int> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<int[], double[]> Variant(Func<int, int, double> layer, Func<int[], double>? more = null) => sizes =>
            [sizes.Skip(1).Select((size, l) => layer(sizes[l], size)).Sum() + (more?.Invoke(sizes) ?? 0)];
        Inputs<int[]> inputs = new(
            [[1, 20, 20, 1], [3, 7, 5, 11, 2]], 3, random => [2 + random.Next(5), 10 + random.Next(20), 40 + random.Next(20), 3 + random.Next(5)]);
        return Comparison.Check(
            "NN5.1", seed, sizes => [answer([.. sizes])], Variant((from, to) => from * to + to), inputs, sizes => string.Join("-", sizes),
            "Go layer by layer: a layer from n inputs to m neurons has m x n weights and m biases.",
            new("These are the weights alone: each neuron has a bias too.", Variant((from, to) => from * to)),
            new("Inputs are no neurons: the first layer of the network has no biases of its own.", Variant((from, to) => from * to + to, sizes => sizes[0])),
            new("A layer has a bias for each of its neurons, not for each of its inputs.", Variant((from, to) => from * to + from)),
            new("A layer has a bias for each of its neurons, not one in all.", Variant((from, to) => from * to + 1)),
            new("Output neurons have biases too.", Variant((from, to) => from * to + to, sizes => -sizes[^1])),
            new("The last layer is missing: does your loop end too soon?", sizes => Variant((from, to) => from * to + to)(sizes[..^1])),
            new("The first layer, from the inputs, is missing.", sizes => Variant((from, to) => from * to + to)(sizes[1..])),
            new("That is the number of neurons. Every neuron has a weight for each of its inputs.", sizes => [sizes.Sum()]));
    }

    /// <summary>Exercise NN5.2: backward through ReLU.</summary>
    /// <param name="answer">From Z and dA (neurons x samples) to dZ.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckReLU(Func<M, M, M> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<(M Z, M dA), double[]> Variant(Func<double, double, double> dZ) => given =>
            [.. given.Z.ToColumnMajorArray().Zip(given.dA.ToColumnMajorArray(), dZ)];
        Inputs<(M Z, M dA)> inputs = new([Rectified(new(1))], 3, Rectified)
        {
            NameOf = (given, i) => $"{Comparison.Entry("dZ", given.Z.RowCount, i)}, where z = {Comparison.Text(given.Z.ToColumnMajorArray()[i])}",
        };
        return Comparison.Check(
            "NN5.2", seed, given => answer(given.Z.Clone(), given.dA.Clone())?.ToColumnMajorArray(), Variant((z, dA) => z > 0 ? dA : 0), inputs,
            given => $"Z = {Comparison.Text(given.Z)} and dA = {Comparison.Text(given.dA)}",
            "dZ = dA times the derivative at z: 1 where z > 0, else 0.",
            new("Look at the entry with z = 0: the library's derivative there is 0, so the comparison is z > 0, not z >= 0.", Variant((z, dA) => z >= 0 ? dA : 0)),
            new("Look at the entry with z = 0: a central difference gives 1/2 there, but the library takes 0, one of the slopes of the two sides.", Variant((z, dA) => z > 0 ? dA : z == 0 ? dA / 2 : 0)),
            new("That is the derivative alone. The chain rule multiplies it by dA.", Variant((z, _) => z > 0 ? 1 : 0)),
            new("0 / 0 is no number (NaN), and you divide by z = 0. The derivative there is taken as 0: ask whether z > 0.", Variant((z, dA) => Math.Max(0, z) / z * dA)),
            new("Z and dA are changed over: z decides, and dA is what passes or does not.", Variant((z, dA) => dA > 0 ? z : 0)),
            new("Ask the sign of z, not of dA: a gradient may have any sign.", Variant((_, dA) => dA > 0 ? dA : 0)),
            new("That is ReLU forward. Backward lets dA through where z > 0.", Variant((z, _) => Math.Max(0, z))),
            new("The gradient passes where z > 0; you let it pass where z < 0.", Variant((z, dA) => z < 0 ? dA : 0)),
            new("That multiplies by a = max(0, z). The derivative of ReLU is 1 where z > 0.", Variant((z, dA) => Math.Max(0, z) * dA)),
            new("ReLU blocks the gradient where z <= 0; nothing is blocked in your answer.", Variant((_, dA) => dA)),
            new("That is leaky ReLU, which lets a hundredth through where z < 0.", Variant((z, dA) => z > 0 ? dA : 0.01 * dA)));
    }

    /// <summary>Exercise NN5.3: one layer that says the same as two linear layers.</summary>
    /// <param name="answer">From W1, b1 (neurons x 1), W2, b2 (outputs x 1) to W and b.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckCollapse(Func<M, M, M, M, (M W, M b)> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        const string Exercise = "NN5.3";
        var drawn = seed ?? Attempts.Next(Exercise);
        static (M W, M b) Right(Linear given) => (given.W2 * given.W1, given.W2 * given.B1 + given.B2);
        CheckResult Part(
            string name, Func<(M W, M b), M> part, Inputs<Linear> inputs,
            string otherwise, params (string Hint, Func<Linear, M> Answer)[] mistakes) =>
            Comparison.Check(
                Exercise, drawn,
                given => answer(given.W1.Clone(), given.B1.Clone(), given.W2.Clone(), given.B2.Clone()) is { W: not null, b: not null } both
                    ? part(both).ToColumnMajorArray()
                    : null,
                given => part(Right(given)).ToColumnMajorArray(),
                inputs with { NameOf = (given, i) => Comparison.Entry(name, part(Right(given)).RowCount, i) }, given => given.ToString(), otherwise,
                [.. mistakes.Select(mistake => new Mistake<Linear>(mistake.Hint, given => mistake.Answer(given).ToColumnMajorArray()))]);

        // Square matrices first, so that products in the wrong order have a shape too.
        Inputs<Linear> square = new([Linear.Of([1, 2, 3, -1], [2, -3], [2, -1, 1, 3], [4, 1])], 3, random => Linear.Random(random, 2, 2, 2));
        Inputs<Linear> wide = new([Linear.Random(new(5), 1, 3, 2)], 3, random => Linear.Random(random, 1 + random.Next(2), 3, 2));
        const string Shapes = "It works for square matrices only: check the shape of each product.";
        var result = Part(
            "W", both => both.W, square, "Put the first layer into the second: W2 (W1 X + b1) + b2, and multiply out. What stands before X?",
            ("The order is turned: the first layer acts first and stands right, next to X: W2 (W1 X).", given => given.W1 * given.W2),
            ("Layers one after another multiply; you have added their weights.", given => given.W1 + given.W2),
            ("Multiply matrices (W2 * W1), not element by element.", given => given.W2.PointwiseMultiply(given.W1)),
            ("You have transposed a matrix: none is needed here.", given => (given.W2 * given.W1).Transpose()));
        if (result.Passed)
            result = Part(
                "b", both => both.b, square, "W is right. Put the first layer into the second: W2 (W1 X + b1) + b2, and multiply out. What stands beside W X?",
                ("b2 is added after the second layer's weights, and does not go through them.", given => given.W2 * (given.B1 + given.B2)),
                ("b1 goes through the second layer too, before b2 is added.", given => given.B1 + given.B2),
                ("b2 is missing.", given => given.W2 * given.B1),
                ("b1 is missing: W2 (W1 X + b1) has more in it than W2 W1 X.", given => given.B2),
                ("b1 goes through the weights of the second layer, not of the first.", given => given.W1 * given.B1 + given.B2),
                ("The biases are changed over: it is the first layer's that goes through W2.", given => given.W2 * given.B2 + given.B1),
                ("You have changed the layers over: b1 belongs to the first layer and goes through W2.", given => given.W1 * given.B2 + given.B1));
        if (result.Passed) result = Part("W", both => both.W, wide, Shapes);
        return result.Passed ? Part("b", both => both.b, wide, Shapes) : result;
    }

    /// <summary>Exercise NN5.4: the slope of the output of a chain of sigmoid neurons with respect to its input.</summary>
    /// <param name="answer">From the weights and pre-activations of the neurons, first to last, to the slope.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckChain(Func<double[], double[], double> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static double Slope(double z) => NN1.Sigmoid(z) * (1 - NN1.Sigmoid(z));
        static Func<(double[] W, double[] Z), double[]> Variant(Func<double, double, double> link) => given =>
            [given.W.Zip(given.Z, link).Aggregate(1.0, (product, factor) => product * factor)];
        Inputs<(double[] W, double[] Z)> inputs = new([([2, -1, 3], [0.5, -1, 2])], 3, random => ([.. Draw(random, 5)], [.. Draw(random, 5)]));
        return Comparison.Check(
            "NN5.4", seed, given => [answer([.. given.W], [.. given.Z])], Variant((w, z) => w * Slope(z)), inputs,
            given => $"w = [{string.Join(", ", given.W.Select(Comparison.Text))}] and z = [{string.Join(", ", given.Z.Select(Comparison.Text))}]",
            "One neuron turns a change of its input into w s'(z) times that change; the next neuron turns that again. Multiply.",
            new("The slope of the sigmoid is s(z) (1 - s(z)), not s(z).", Variant((w, z) => w * NN1.Sigmoid(z))),
            new("The weights are missing: z = w x + b, so dz/dx = w.", Variant((_, z) => Slope(z))),
            new("The weight of the first neuron is missing: the slope is asked with respect to the input x, and z = w x + b.", given => [Variant((w, z) => w * Slope(z))(given)[0] / given.W[0]]),
            new("The weight of the last neuron is missing.", given => [Variant((w, z) => w * Slope(z))(given)[0] / given.W[^1]]),
            new("The slope of the last sigmoid is missing: asked is the slope of the output a, not of its z.", given => [Variant((w, z) => w * Slope(z))(given)[0] / Slope(given.Z[^1])]),
            new("The slopes of the sigmoids are missing: that is the product of the weights alone.", Variant((w, _) => w)),
            new("A product begins with 1: begun with 0 it stays 0.", _ => [0]),
            new("Links of a chain multiply; you have added them.", given => [given.W.Zip(given.Z, (w, z) => w * Slope(z)).Sum()]),
            new("a (1 - a) wants a = s(z), not z itself.", Variant((w, z) => w * z * (1 - z))),
            new("1/4 is the largest slope of the sigmoid; here take the slope at each z.", Variant((w, _) => w / 4)),
            new("1 - a^2 is the slope of tanh; the sigmoid's is a (1 - a).", Variant((w, z) => w * (1 - NN1.Sigmoid(z) * NN1.Sigmoid(z)))),
            new("The last neuron is missing: does your loop end too soon?", given => Variant((w, z) => w * Slope(z))((given.W[..^1], given.Z[..^1]))),
            new("The first neuron is missing: does your loop begin too late?", given => Variant((w, z) => w * Slope(z))((given.W[1..], given.Z[1..]))));
    }

    // Never near 0 or 1, where mistakes look alike.
    static IEnumerable<double> Draw(Random random, int count) =>
        Enumerable.Range(0, count).Select(_ => (random.Next(2) == 0 ? -1 : 1) * (1.5 + random.NextDouble()));

    static (M Z, M dA) Rectified(Random random)
    {
        double[] z = [2.5, 0, -1.5, .. Draw(random, 3)], dA = [-0.5, 0.7, 1.3, .. Draw(random, 3)];
        return (M.Build.Dense(2, 3, z), M.Build.Dense(2, 3, dA));
    }

    sealed record Linear(M W1, M B1, M W2, M B2)
    {
        // Two neurons in each layer, matrices row by row.
        internal static Linear Of(double[] W1, double[] b1, double[] W2, double[] b2)
        {
            static M Rows(int columns, double[] numbers) => M.Build.DenseOfRowMajor(2, columns, numbers);
            return new(Rows(2, W1), Rows(1, b1), Rows(2, W2), Rows(1, b2));
        }

        internal static Linear Random(Random random, int inputs, int hidden, int outputs)
        {
            M Some(int rows, int columns) => M.Build.Dense(rows, columns, [.. Draw(random, rows * columns)]);
            return new(Some(hidden, inputs), Some(hidden, 1), Some(outputs, hidden), Some(outputs, 1));
        }

        public override string ToString() =>
            $"W1 = {Comparison.Text(W1)}, b1 = {Comparison.Text(B1)}, W2 = {Comparison.Text(W2)}, b2 = {Comparison.Text(B2)}";
    }
}
