using MathNet.Numerics.LinearAlgebra;
using NeuralLab;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace NeuralLab.Labs.Tests;

public sealed class NN5Tests
{
    static double S(double z) => 1 / (1 + Math.Exp(-z));

    static int Count(int[] sizes) => sizes.Skip(1).Select((size, l) => (sizes[l] + 1) * size).Sum();

    static double Slope(double z) => S(z) * (1 - S(z));

    static double Product(IEnumerable<double> factors) => factors.Aggregate(1.0, (x, y) => x * y);

    static readonly Func<int[], int>[] RightCounts =
    [
        Count,
        sizes => sizes.Skip(1).Select((size, l) => sizes[l] * size).Sum() + sizes.Skip(1).Sum(),
        sizes => (int)Mlp.Create(1, sizes, Activation.Tanh).ParameterCount,
        sizes =>
        {
            for (var l = sizes.Length - 1; l > 0; l--) sizes[l] *= sizes[l - 1] + 1;
            return sizes.Skip(1).Sum();
        },
    ];

    [Fact]
    public void Parameters_may_be_counted_in_any_way() => Assert.All(RightCounts, answer => Answers.Right(seed => NN5.CheckParameterCount(answer, seed)));

    static readonly Func<M, M, M>[] RightReLUs =
    [
        (Z, dA) => Z.Map2((z, d) => z > 0 ? d : 0, dA),
        (Z, dA) => dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0)),
        (Z, dA) => dA.PointwiseMultiply(Z.PointwiseMaximum(0).PointwiseSign()),
        (Z, dA) => M.Build.Dense(Z.RowCount, Z.ColumnCount, (i, j) => Z[i, j] <= 0 ? 0 : dA[i, j]),
        (Z, dA) => dA - Z.Map2((z, d) => z <= 0 ? d : 0, dA),
    ];

    [Fact]
    public void ReLU_may_be_written_in_any_way() => Assert.All(RightReLUs, answer => Answers.Right(seed => NN5.CheckReLU(answer, seed)));

    static readonly Func<M, M, M, M, (M, M)>[] RightCollapses =
    [
        (W1, b1, W2, b2) => (W2 * W1, W2 * b1 + b2),
        (W1, b1, W2, b2) => ((W1.Transpose() * W2.Transpose()).Transpose(), b2 + W2.Multiply(b1)),
        // What the two layers say to nothing is b; what each input adds is a column of W.
        (W1, b1, W2, b2) => (M.Build.DenseOfColumnVectors(W1.EnumerateColumns().Select(w => (W2 * (w.ToColumnMatrix() + b1) - W2 * b1).Column(0))), W2 * b1 + b2),
        // Neurons in another order say the same.
        (W1, b1, W2, b2) => (Turned(W2.Transpose()).Transpose() * Turned(W1), Turned(W2.Transpose()).Transpose() * Turned(b1) + b2),
    ];

    static M Turned(M rows) => M.Build.DenseOfRowVectors(rows.EnumerateRows().Reverse());

    [Fact]
    public void Layers_may_be_joined_in_any_way() => Assert.All(RightCollapses, answer => Answers.Right(seed => NN5.CheckCollapse(answer, seed)));

    static readonly Func<double[], double[], double>[] RightChains =
    [
        (w, z) => Product(w.Zip(z, (a, b) => a * S(b) * (1 - S(b)))),
        (w, z) => Product(w) * Product(z.Select(Slope)),
        (w, z) => Product(w.Zip(z).Reverse().Select(link => link.First * S(link.Second) * S(-link.Second))),
        (w, z) => Product(w.Select(weight => (double)Math.Sign(weight))) * Math.Exp(w.Zip(z).Sum(link => Math.Log(Math.Abs(link.First)) - link.Second - 2 * Math.Log(1 + Math.Exp(-link.Second)))),
    ];

    [Fact]
    public void The_chain_may_be_multiplied_in_any_way() => Assert.All(RightChains, answer => Answers.Right(seed => NN5.CheckChain(answer, seed)));

    static M Mutated(M right, Mutation mutation) => M.Build.Dense(right.RowCount, right.ColumnCount, mutation.Of(right.ToColumnMajorArray()));

    [Fact]
    public void A_wrong_number_anywhere_is_found()
    {
        Mutation.NoneIsAccepted(2000, (mutation, seed) => NN5.CheckReLU((Z, dA) => Mutated(Z.Map2((z, d) => z > 0 ? d : 0, dA), mutation), seed));
        Mutation.NoneIsAccepted(1000, (mutation, seed) => NN5.CheckCollapse((W1, b1, W2, b2) => (Mutated(W2 * W1, mutation), W2 * b1 + b2), seed));
        Mutation.NoneIsAccepted(1000, (mutation, seed) => NN5.CheckCollapse((W1, b1, W2, b2) => (W2 * W1, Mutated(W2 * b1 + b2, mutation)), seed));
        Mutation.NoneIsAccepted(1000, (mutation, seed) => NN5.CheckChain((w, z) => mutation.Of(Product(w.Zip(z, (a, b) => a * Slope(b))))[0], seed));
    }

    [Fact]
    public void A_wrong_coefficient_is_found()
    {
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN5.CheckParameterCount(sizes => sizes.Skip(1).Select((size, l) => (sizes[l] + 1 + wrong.Step) * size).Sum(), seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN5.CheckParameterCount(sizes => Count(sizes) + wrong.Step, seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN5.CheckReLU((Z, dA) => Z.Map2((z, d) => z > 0 ? d : wrong.Small * d, dA), seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN5.CheckCollapse((W1, b1, W2, b2) => (W2 * W1, wrong.Factor * (W2 * b1) + b2), seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN5.CheckChain((w, z) => Product(w.Zip(z, (a, b) => a * S(b) * (wrong.Factor - S(b)))), seed));
    }

    [Fact]
    public void Missing_answers_are_named()
    {
        Answers.Missing(NN5.CheckParameterCount(_ => throw new NotImplementedException()));
        Answers.Missing(NN5.CheckCollapse((_, _, _, _) => throw new NotImplementedException()));
        Answers.Missing(NN5.CheckReLU((_, _) => throw new NotImplementedException()));
        Answers.Missing(NN5.CheckChain((_, _) => throw new NotImplementedException()));
    }

    [Fact]
    public void Garbage_is_wrong_and_never_crashes()
    {
        Answers.Wrong(NN5.CheckParameterCount(_ => -1));
        Answers.Wrong(NN5.CheckParameterCount(sizes => sizes[99]));
        Answers.Wrong(NN5.CheckCollapse((_, _, _, _) => (null!, null!)));
        Answers.Wrong(NN5.CheckCollapse((W1, b1, W2, b2) => (W1.Stack(W2), b1)));
        Answers.Wrong(NN5.CheckReLU((_, _) => null!));
        Answers.Wrong(NN5.CheckReLU((Z, dA) => Z * dA));
        Answers.Wrong(NN5.CheckReLU((Z, _) => Z * double.NaN));
        Answers.Wrong(NN5.CheckChain((_, _) => double.PositiveInfinity));
    }

    [Fact]
    public void What_was_tried_is_shown()
    {
        Assert.Contains("W1 = [1, 2; 3, -1], b1 = [2; -3], W2 = [2, -1; 1, 3], b2 = [4; 1], b[", NN5.CheckCollapse((W1, b1, W2, b2) => (W2 * W1, b1 + b2), 1).Message, StringComparison.Ordinal);
        Assert.Contains("dZ[1, 0], where z = 0: expected 0, got 0.7", NN5.CheckReLU((Z, dA) => Z.Map2((z, d) => z >= 0 ? d : 0, dA), 1).Message, StringComparison.Ordinal);
        Assert.Contains("w = [2, -1, 3] and z = [0.5, -1, 2]", NN5.CheckChain((_, _) => 0, 1).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Typical_mistakes_in_counting_parameters_get_their_hints()
    {
        void Hint(string words, Func<int[], int> answer) => Answers.Hint(words, seed => NN5.CheckParameterCount(answer, seed));
        Hint("a bias too", sizes => sizes.Skip(1).Select((size, l) => sizes[l] * size).Sum());
        Hint("Inputs are no neurons", sizes => Count(sizes) + sizes[0]);
        Hint("not for each of its inputs", sizes => sizes.Skip(1).Select((size, l) => sizes[l] * (size + 1)).Sum());
        Hint("not one in all", sizes => sizes.Skip(1).Select((size, l) => sizes[l] * size + 1).Sum());
        Hint("Output neurons", sizes => Count(sizes) - sizes[^1]);
        Hint("last layer", sizes => Count(sizes[..^1]));
        Hint("first layer", sizes => Count(sizes[1..]));
        Hint("number of neurons", sizes => sizes.Sum());
    }

    [Fact]
    public void Typical_mistakes_in_joining_layers_get_their_hints()
    {
        void Hint(string words, Func<M, M, M, M, (M, M)> answer) => Answers.Hint(words, seed => NN5.CheckCollapse(answer, seed));
        Hint("order is turned", (W1, b1, W2, b2) => (W1 * W2, W2 * b1 + b2));
        Hint("order is turned", (W1, b1, W2, b2) => (W1 * W2, b1 + b2));
        Hint("order is turned", (W1, b1, W2, b2) => (W1 * W2, W1 * b2 + b1));
        Hint("layers over", (W1, b1, W2, b2) => (W2 * W1, W1 * b2 + b1));
        Hint("biases are changed over", (W1, b1, W2, b2) => (W2 * W1, W2 * b2 + b1));
        Hint("transposed", (W1, b1, W2, b2) => ((W2 * W1).Transpose(), W2 * b1 + b2));
        Hint("through the second layer too", (W1, b1, W2, b2) => (W2 * W1, b1 + b2));
        Hint("does not go through them", (W1, b1, W2, b2) => (W2 * W1, W2 * (b1 + b2)));
        Hint("matrix product", (W1, b1, W2, b2) => (W2 * W1, b1 * W2 + b2));
        Hint("b2 is missing", (W1, b1, W2, b2) => (W2 * W1, W2 * b1));
        Hint("b1 is missing", (W1, b1, W2, b2) => (W2 * W1, b2));
        Hint("not of the first", (W1, b1, W2, b2) => (W2 * W1, W1 * b1 + b2));
        Hint("added their weights", (W1, b1, W2, b2) => (W1 + W2, W2 * b1 + b2));
        Hint("element by element", (W1, b1, W2, b2) => (W1.PointwiseMultiply(W2), W2 * b1 + b2));
    }

    [Fact]
    public void Typical_mistakes_in_ReLU_get_their_hints()
    {
        void Hint(string words, Func<double, double, double> answer) => Answers.Hint(words, seed => NN5.CheckReLU((Z, dA) => Z.Map2(answer, dA, Zeros.Include), seed));
        Hint("z >= 0", (z, d) => z >= 0 ? d : 0);
        Hint("1/2", (z, d) => z > 0 ? d : z == 0 ? d / 2 : 0);
        Hint("multiplies it by dA", (z, _) => z > 0 ? 1 : 0);
        Hint("not of dA", (_, d) => Math.Max(0, d));
        Hint("forward", (z, _) => Math.Max(0, z));
        Hint("z < 0", (z, d) => z < 0 ? d : 0);
        Hint("1 where z > 0", (z, d) => Math.Max(0, z) * d);
        Hint("nothing is blocked", (_, d) => d);
        Answers.Hint("PointwiseMultiply", seed => NN5.CheckReLU((Z, dA) => Z.Map(z => z > 0 ? 1.0 : 0) * dA, seed));
        Hint("0 / 0", (z, d) => d * Math.Max(0, z) / z);
        Hint("changed over", (z, d) => d > 0 ? z : 0);
        Hint("leaky", (z, d) => z > 0 ? d : 0.01 * d);
    }

    [Fact]
    public void Typical_mistakes_in_the_chain_get_their_hints()
    {
        void Hint(string words, Func<double, double, double> link) =>
            Answers.Hint(words, seed => NN5.CheckChain((w, z) => Product(w.Zip(z, link)), seed));
        Hint("not s(z)", (w, z) => w * S(z));
        Hint("weights are missing", (_, z) => S(z) * (1 - S(z)));
        Hint("product of the weights alone", (w, _) => w);
        Hint("not z itself", (w, z) => w * z * (1 - z));
        Hint("largest slope", (w, _) => w / 4);
        Hint("slope of tanh", (w, z) => w * (1 - S(z) * S(z)));
        Hint("begins with 1", (_, _) => 0);
        void Whole(string words, Func<double[], double[], double> answer) => Answers.Hint(words, seed => NN5.CheckChain(answer, seed));
        Whole("added", (w, z) => w.Zip(z, (a, b) => a * Slope(b)).Sum());
        Whole("last neuron is missing", (w, z) => Product(w.SkipLast(1).Zip(z, (a, b) => a * Slope(b))));
        Whole("first neuron is missing", (w, z) => Product(w.Skip(1).Zip(z.Skip(1), (a, b) => a * Slope(b))));
        Whole("weight of the first neuron", (w, z) => Product(w.Skip(1)) * Product(z.Select(Slope)));
        Whole("weight of the last neuron", (w, z) => Product(w.SkipLast(1)) * Product(z.Select(Slope)));
        Whole("last sigmoid", (w, z) => Product(w) * Product(z.SkipLast(1).Select(Slope)));
    }
}
