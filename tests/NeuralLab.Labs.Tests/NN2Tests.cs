using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs.Tests;

/// <summary>The checks of NN2: right answers pass in all their forms, each typical mistake gets its own hint, nothing wrong is accepted.</summary>
public class NN2Tests
{
    static double S(double z) => 1 / (1 + Math.Exp(-z));

    static (double, double) Neuron(double w, double b, double x, double t, double factor = 2, Func<double, double>? slope = null, double input = 1, double bias = 1)
    {
        double z = w * x + b, a = S(z), dZ = factor * (a - t) * (slope?.Invoke(z) ?? a * (1 - a));
        return (dZ * Math.Pow(x, input), dZ * bias);
    }

    [Fact]
    public void GradientOfANeuronIsAccepted()
    {
        Answers.Right(seed => NN2.CheckNeuron((w, b, x, t) => Neuron(w, b, x, t), seed));
        Answers.Right(seed => NN2.CheckNeuron((w, b, x, t) => Neuron(w, b, x, t, slope: z => Math.Exp(-z) / Math.Pow(1 + Math.Exp(-z), 2)), seed));
    }

    public static TheoryData<string, Func<double, double, double, double, (double, double)>> NeuronMistakes => new()
    {
        { "sign is turned: L", (w, b, x, t) => Neuron(w, b, x, t, -2) },
        { "square gives a factor 2", (w, b, x, t) => Neuron(w, b, x, t, 1) },
        { "missing, and the sign", (w, b, x, t) => Neuron(w, b, x, t, -1) },
        { "sigmoid is missing", (w, b, x, t) => Neuron(w, b, x, t, slope: _ => 1) },
        { "x is missing in dw", (w, b, x, t) => Neuron(w, b, x, t, input: 0) },
        { "too many in db", (w, b, x, t) => Neuron(w, b, x, t, bias: x) },
        { "not z", (w, b, x, t) => Neuron(w, b, x, t, slope: z => z * (1 - z)) },
        { "another s", (w, b, x, t) => Neuron(w, b, x, t, slope: z => S(S(z)) * (1 - S(S(z)))) },
        { "one link at a time", (_, _, _, _) => (0.1, 0.2) },
    };

    [Theory]
    [MemberData(nameof(NeuronMistakes))]
    public void NeuronMistakesGetTheirHints(string hint, Func<double, double, double, double, (double, double)> answer) => Answers.Hint(hint, seed => NN2.CheckNeuron(answer, seed));

    static NN2.BackwardPass Backward(
        double factor = 2, string over = "both", Func<double, double>? slope = null, bool sums = true, bool preActivation = false, bool transposed = false, bool squashed = false) => (X, Y, W1, b1, W2, b2) =>
    {
        var ones = Matrix<double>.Build.Dense(1, X.ColumnCount, 1.0);
        Matrix<double> Z1 = W1 * X + b1 * ones, A1 = Z1.Map(Math.Tanh), A2 = W2 * A1 + b2 * ones;
        double count = over switch { "both" => Y.RowCount * Y.ColumnCount, "samples" => Y.ColumnCount, "outputs" => Y.RowCount, _ => 1 };
        var dZ2 = (A2 - Y) * (factor / count);
        if (squashed) dZ2 = dZ2.PointwiseMultiply(A2.Map(a => 1 - a * a));
        var dZ1 = (W2.Transpose() * dZ2).PointwiseMultiply(A1.Map(slope ?? (a => 1 - a * a)));
        var share = sums ? 1.0 : 1.0 / X.ColumnCount;
        var dW1 = dZ1 * X.Transpose();
        return (transposed ? dW1.Transpose() : dW1, dZ1 * ones.Transpose() * share, dZ2 * (preActivation ? Z1 : A1).Transpose(), dZ2 * ones.Transpose() * share);
    };

    [Fact]
    public void BackwardPassIsAccepted()
    {
        Answers.Right(seed => NN2.CheckBackward(Backward(), seed));
        Answers.Right(seed => NN2.CheckBackward(BySamples, seed));
    }

    /// <summary>The same gradient, added up sample by sample with plain loops.</summary>
    static (Matrix<double>, Matrix<double>, Matrix<double>, Matrix<double>) BySamples(Matrix<double> X, Matrix<double> Y, Matrix<double> W1, Matrix<double> b1, Matrix<double> W2, Matrix<double> b2)
    {
        Matrix<double> dW1 = W1 * 0, db1 = b1 * 0, dW2 = W2 * 0, db2 = b2 * 0;
        for (var sample = 0; sample < X.ColumnCount; sample++)
        {
            Vector<double> x = X.Column(sample), a = (W1 * x + b1.Column(0)).Map(Math.Tanh), dOut = (W2 * a + b2.Column(0) - Y.Column(sample)) * 2 / (Y.RowCount * Y.ColumnCount);
            var dHidden = W2.TransposeThisAndMultiply(dOut).PointwiseMultiply(1 - a.PointwiseMultiply(a));
            (dW1, db1, dW2, db2) = (dW1 + dHidden.OuterProduct(x), db1 + dHidden.ToColumnMatrix(), dW2 + dOut.OuterProduct(a), db2 + dOut.ToColumnMatrix());
        }
        return (dW1, db1, dW2, db2);
    }

    public static TheoryData<string, NN2.BackwardPass> BackwardMistakes => new()
    {
        { "mean is missing", Backward(over: "nothing") },
        { "mean over the outputs too", Backward(over: "samples") },
        { "mean over the samples too", Backward(over: "outputs") },
        { "output layer is linear", Backward(squashed: true) },
        { "sign", Backward(factor: -2) },
        { "factor 2", Backward(factor: 1) },
        { "Write 2.0", Backward(factor: 0) },
        { "tanh is missing", Backward(slope: _ => 1) },
        { "another tanh", Backward(slope: a => 1 - Math.Pow(Math.Tanh(a), 2)) },
        { "sigmoid's", Backward(slope: a => a * (1 - a)) },
        { "row sums", Backward(sums: false) },
        { "after tanh", Backward(preActivation: true) },
        { "transposed", Backward(transposed: true) },
        { "shape", (X, Y, W1, _, _, _) => (X * W1, Y, Y, Y) },
        { "Begin at the output", (X, Y, W1, b1, W2, b2) => (W1, b1, W2, b2) },
    };

    [Theory]
    [MemberData(nameof(BackwardMistakes))]
    public void BackwardMistakesGetTheirHints(string hint, NN2.BackwardPass answer) => Answers.Hint(hint, seed => NN2.CheckBackward(answer, seed));

    [Fact]
    public void AWrongGradientIsNamed() =>
        Assert.Contains("samples, db1[1, 0]: expected", NN2.CheckBackward(Backward(slope: _ => 1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "sigmoid's")]
    [InlineData(2, "row sums")]
    [InlineData(3, "after tanh")]
    [InlineData(4, "tanh is missing")]
    public void PlantedBugsAreMistakesThatTheCheckKnows(int bug, string hint) => Answers.Hint(hint, NN2.CheckBackward(NN2.PlantedBug(bug), 1));

    [Fact]
    public void OtherPlantedBugsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => NN2.PlantedBug(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => NN2.PlantedBug(NN2.PlantedBugs + 1));
    }

    [Fact]
    public void BatchesAreAccepted()
    {
        Answers.Right(seed => NN2.CheckBatches((order, size) => [.. order.Chunk(size)], seed));
        Answers.Right(seed => NN2.CheckBatches((order, size) => [.. Starts(order, size).Select(start => order[start..Math.Min(start + size, order.Length)])], seed));
    }

    static IEnumerable<int> Starts(int[] order, int size) => Enumerable.Range(0, (order.Length + size - 1) / size).Select(k => k * size);

    public static TheoryData<string, Func<int[], int, int[][]>> BatchMistakes => new()
    {
        { "smaller batch is lost", (order, size) => [.. order.Chunk(size).Where(batch => batch.Length == size)] },
        { "filled up", (order, size) => [.. Starts(order, size).Select(start => Enumerable.Range(start, size).Select(i => i < order.Length ? order[i] : 0).ToArray())] },
        { "shuffled order", (order, size) => [.. order.Order().Chunk(size)] },
        { "ceil", (order, size) => [.. Enumerable.Range(0, order.Length / size + 1).Select(k => order.Skip(k * size).Take(size).ToArray())] },
        { "ends at the last sample", (order, size) => [.. Starts(order, size).Select(start => order[start..(start + size)])] },
        { "off by one", (order, size) => [.. order.Skip(1).Chunk(size)] },
        { "ended", (order, size) => [.. Starts(order, size).Select(start => order.Skip(start).Take(size + 1).ToArray())] },
    };

    [Theory]
    [MemberData(nameof(BatchMistakes))]
    public void BatchMistakesGetTheirHints(string hint, Func<int[], int, int[][]> answer) =>
        Answers.HintOrMessage(hint, seed => NN2.CheckBatches(answer, seed));

    [Fact]
    public void XavierIsAccepted()
    {
        Answers.Right(seed => NN2.CheckXavier((inputs, outputs) => Math.Sqrt(6.0 / (inputs + outputs)), seed));
        Answers.Right(seed => NN2.CheckXavier((inputs, outputs) => Math.Sqrt(3) * Math.Sqrt(2.0 / (inputs + outputs)), seed));
    }

    public static TheoryData<string, Func<int, int, double>> XavierMistakes => new()
    {
        { "Take the square root", (inputs, outputs) => 6.0 / (inputs + outputs) },
        { "Whole numbers", (inputs, outputs) => Math.Sqrt(6 / (inputs + outputs)) },
        { "standard deviation", (inputs, outputs) => Math.Sqrt(2.0 / (inputs + outputs)) },
        { "He", (inputs, _) => Math.Sqrt(6.0 / inputs) },
        { "not 1 / (inputs + outputs)", (inputs, outputs) => Math.Sqrt(3.0 / (inputs + outputs)) },
        { "Solve for the bound r", (_, _) => 0.5 },
    };

    [Theory]
    [MemberData(nameof(XavierMistakes))]
    public void XavierMistakesGetTheirHints(string hint, Func<int, int, double> answer) => Answers.Hint(hint, seed => NN2.CheckXavier(answer, seed));

    [Fact]
    public void UnsolvedExercisesAreMissing()
    {
        Answers.Missing(NN2.CheckNeuron((_, _, _, _) => throw new UnsolvedException("NN2.1")));
        Answers.Missing(NN2.CheckBackward((_, _, _, _, _, _) => throw new UnsolvedException("NN2.2")));
        Answers.Missing(NN2.CheckBatches((_, _) => throw new UnsolvedException("NN2.3")));
        Answers.Missing(NN2.CheckXavier((_, _) => throw new UnsolvedException("NN2.4")));
    }

    [Fact]
    public void NoMutationOfARightAnswerIsAccepted()
    {
        Mutation.NoneIsAccepted(3000, (mutation, seed) => NN2.CheckNeuron((w, b, x, t) => mutation.Of(Neuron(w, b, x, t).Item1, Neuron(w, b, x, t).Item2) is var m ? (m[0], m[1]) : default, seed));
        Mutation.NoneIsAccepted(3000, (mutation, seed) => NN2.CheckXavier((inputs, outputs) => mutation.Of(Math.Sqrt(6.0 / (inputs + outputs)))[0], seed));
        Mutation.NoneIsAccepted(3000, (mutation, seed) => NN2.CheckBatches(
            (order, size) => [.. mutation.Of([.. order.Select(sample => (double)sample)]).Zip(order, (wrong, right) => (int)(wrong > right ? Math.Ceiling(wrong) : Math.Floor(wrong))).ToArray().Chunk(size)], seed));
        Mutation.NoneIsAccepted(1000, (mutation, seed) => NN2.CheckBackward(
            (X, Y, W1, b1, W2, b2) =>
            {
                var (dW1, db1, dW2, db2) = Backward()(X, Y, W1, b1, W2, b2);
                Matrix<double>[] gradients = [dW1, db1, dW2, db2];
                var numbers = mutation.Of([.. gradients.SelectMany(gradient => gradient.ToColumnMajorArray())]).AsEnumerable();
                foreach (ref var gradient in gradients.AsSpan())
                {
                    var count = gradient.RowCount * gradient.ColumnCount;
                    gradient = Matrix<double>.Build.Dense(gradient.RowCount, gradient.ColumnCount, [.. numbers.Take(count)]);
                    numbers = numbers.Skip(count);
                }
                return (gradients[0], gradients[1], gradients[2], gradients[3]);
            }, seed));
    }
}
