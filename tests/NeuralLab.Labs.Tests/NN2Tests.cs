using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs.Tests;

/// <summary>Right answers pass; typical mistakes get the hint that leads back.</summary>
public class NN2Tests
{
    static double S(double z) => 1 / (1 + Math.Exp(-z));

    [Fact]
    public void Gradient_of_a_neuron()
    {
        static (double, double) Answer(double w, double b, double x, double t, double factor = 2, bool slope = true, double db = 1)
        {
            double a = S(w * x + b), dZ = factor * (a - t) * (slope ? a * (1 - a) : 1);
            return (dZ * x, db * dZ);
        }
        Answers.Right(NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t)));
        Answers.Hint("sign", NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t, -2)));
        Answers.Hint("factor 2", NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t, 1)));
        Answers.Hint("sigmoid is missing", NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t, slope: false)));
        Answers.Hint("x is missing in dw", NN2.CheckNeuron((w, b, x, t) => (Answer(w, b, x, t).Item2, Answer(w, b, x, t).Item2)));
        Answers.Hint("too many in db", NN2.CheckNeuron((w, b, x, t) => (Answer(w, b, x, t).Item1, Answer(w, b, x, t).Item1)));
        Answers.Missing(NN2.CheckNeuron((_, _, _, _) => throw new NotImplementedException()));
    }

    [Fact]
    public void Backward_pass()
    {
        static NN2.BackwardPass Answer(
            double factor = 2, bool mean = true, bool slope = true, bool wrongSlope = false, bool sums = true, bool preActivation = false, bool transposed = false, bool squashed = false, string over = "both") => (X, Y, W1, b1, W2, b2) =>
        {
            var ones = Matrix<double>.Build.Dense(1, X.ColumnCount, 1.0);
            Matrix<double> Z1 = W1 * X + b1 * ones, A1 = Z1.Map(Math.Tanh), A2 = W2 * A1 + b2 * ones;
            var dZ2 = (A2 - Y) * (factor / (!mean ? 1 : (over == "samples" ? 1 : Y.RowCount) * (over == "outputs" ? 1 : Y.ColumnCount)));
            if (squashed) dZ2 = dZ2.PointwiseMultiply(A2.Map(a => 1 - a * a));
            var dZ1 = W2.Transpose() * dZ2;
            if (slope) dZ1 = dZ1.PointwiseMultiply(A1.Map(a => wrongSlope ? a * (1 - a) : 1 - a * a));
            var share = sums ? 1.0 : 1.0 / X.ColumnCount;
            var dW1 = dZ1 * X.Transpose();
            return (transposed ? dW1.Transpose() : dW1, dZ1 * ones.Transpose() * share, dZ2 * (preActivation ? Z1 : A1).Transpose(), dZ2 * ones.Transpose() * share);
        };
        Answers.Right(NN2.CheckBackward(Answer()));
        Answers.Hint("mean is missing", NN2.CheckBackward(Answer(mean: false)));
        Answers.Hint("mean over the outputs too", NN2.CheckBackward(Answer(over: "samples")));
        Answers.Hint("mean over the samples too", NN2.CheckBackward(Answer(over: "outputs")));
        Answers.Hint("output layer is linear", NN2.CheckBackward(Answer(squashed: true)));
        Answers.Hint("sign", NN2.CheckBackward(Answer(factor: -2)));
        Answers.Hint("factor 2", NN2.CheckBackward(Answer(factor: 1)));
        Answers.Hint("tanh is missing", NN2.CheckBackward(Answer(slope: false)));
        Answers.Hint("sigmoid's", NN2.CheckBackward(Answer(wrongSlope: true)));
        Answers.Hint("row sums", NN2.CheckBackward(Answer(sums: false)));
        Answers.Hint("after tanh", NN2.CheckBackward(Answer(preActivation: true)));
        Answers.Hint("transposed", NN2.CheckBackward(Answer(transposed: true)));
        Answers.Hint("shape", NN2.CheckBackward((X, Y, W1, _, _, _) => (X * W1, Y, Y, Y)));
        Answers.Missing(NN2.CheckBackward((_, _, _, _, _, _) => throw new NotImplementedException()));
    }

    [Fact]
    public void Batches()
    {
        Answers.Right(NN2.CheckBatches((order, size) => [.. order.Chunk(size)]));
        Answers.Hint("smaller batch is lost", NN2.CheckBatches((order, size) => [.. order.Chunk(size).Where(batch => batch.Length == size)]));
        Answers.Hint("shuffled order", NN2.CheckBatches((order, size) => [.. order.Order().Chunk(size)]));
        Answers.Hint("ceil", NN2.CheckBatches((order, size) => [.. Enumerable.Range(0, order.Length / size + 1).Select(k => order.Skip(k * size).Take(size).ToArray())]));
        Answers.Hint("ends at the last sample", NN2.CheckBatches((order, size) => [.. Enumerable.Range(0, (order.Length + size - 1) / size).Select(k => order[(k * size)..((k + 1) * size)])]));
        Answers.Hint("off by one", NN2.CheckBatches((order, size) => [.. order.Skip(1).Chunk(size)]));
        Answers.Missing(NN2.CheckBatches((_, _) => throw new NotImplementedException()));
    }

    [Fact]
    public void Xavier()
    {
        Answers.Right(NN2.CheckXavier((inputs, outputs) => Math.Sqrt(6.0 / (inputs + outputs))));
        Answers.Hint("square root", NN2.CheckXavier((inputs, outputs) => 6.0 / (inputs + outputs)));
        Answers.Hint("Whole numbers", NN2.CheckXavier((inputs, outputs) => Math.Sqrt(6 / (inputs + outputs))));
        Answers.Hint("a^2 / 3", NN2.CheckXavier((inputs, outputs) => Math.Sqrt(2.0 / (inputs + outputs))));
        Answers.Hint("He", NN2.CheckXavier((inputs, _) => Math.Sqrt(6.0 / inputs)));
    }
}
