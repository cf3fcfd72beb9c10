using MathNet.Numerics.LinearAlgebra;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace NeuralLab.Labs.Tests;

public sealed class NN5Tests
{
    static double S(double z) => 1 / (1 + Math.Exp(-z));

    static int Count(int[] sizes) => sizes.Skip(1).Select((size, l) => (sizes[l] + 1) * size).Sum();

    [Fact]
    public void Right_answers_pass()
    {
        Answers.Right(NN5.CheckParameterCount(Count));
        Answers.Right(NN5.CheckCollapse((W1, b1, W2, b2) => (W2 * W1, W2 * b1 + b2)));
        Answers.Right(NN5.CheckReLU((Z, dA) => Z.Map2((z, d) => z > 0 ? d : 0, dA)));
        Answers.Right(NN5.CheckChain((w, z) => w.Zip(z, (a, b) => a * S(b) * (1 - S(b))).Aggregate(1.0, (x, y) => x * y)));
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
    public void Typical_mistakes_in_counting_parameters_get_their_hints()
    {
        void Hint(string words, Func<int[], int> answer) => Answers.Hint(words, NN5.CheckParameterCount(answer));
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
        void Hint(string words, Func<M, M, M, M, (M, M)> answer) => Answers.Hint(words, NN5.CheckCollapse(answer));
        Hint("order is turned", (W1, b1, W2, b2) => (W1 * W2, W2 * b1 + b2));
        Hint("through the second layer too", (W1, b1, W2, b2) => (W2 * W1, b1 + b2));
        Hint("changed over", (W1, b1, W2, b2) => (W1 * W2, W1 * b2 + b1));
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
        void Hint(string words, Func<double, double, double> answer) => Answers.Hint(words, NN5.CheckReLU((Z, dA) => Z.Map2(answer, dA)));
        Hint("z >= 0", (z, d) => z >= 0 ? d : 0);
        Hint("1/2", (z, d) => z > 0 ? d : z == 0 ? d / 2 : 0);
        Hint("multiplies it by dA", (z, _) => z > 0 ? 1 : 0);
        Hint("not of dA", (_, d) => Math.Max(0, d));
        Hint("forward", (z, _) => Math.Max(0, z));
        Hint("z < 0", (z, d) => z < 0 ? d : 0);
        Hint("1 where z > 0", (z, d) => Math.Max(0, z) * d);
        Hint("nothing is blocked", (_, d) => d);
        Answers.Hint("PointwiseMultiply", NN5.CheckReLU((Z, dA) => Z.Map(z => z > 0 ? 1.0 : 0) * dA));
        Hint("NaN", (z, d) => d * Math.Max(0, z) / z);
        Hint("leaky", (z, d) => z > 0 ? d : 0.01 * d);
    }

    [Fact]
    public void Typical_mistakes_in_the_chain_get_their_hints()
    {
        void Hint(string words, Func<double, double, double> link) =>
            Answers.Hint(words, NN5.CheckChain((w, z) => w.Zip(z, link).Aggregate(1.0, (x, y) => x * y)));
        Hint("not s(z)", (w, z) => w * S(z));
        Hint("weights are missing", (_, z) => S(z) * (1 - S(z)));
        Hint("product of the weights alone", (w, _) => w);
        Hint("not z itself", (w, z) => w * z * (1 - z));
        Hint("largest slope", (w, _) => w / 4);
        Hint("slope of tanh", (w, z) => w * (1 - S(z) * S(z)));
        Hint("begins with 1", (_, _) => 0);
        Answers.Hint("added", NN5.CheckChain((w, z) => w.Zip(z, (a, b) => a * S(b) * (1 - S(b))).Sum()));
        Answers.Hint("last neuron", NN5.CheckChain((w, z) => w.SkipLast(1).Zip(z, (a, b) => a * S(b) * (1 - S(b))).Aggregate((x, y) => x * y)));
    }
}
