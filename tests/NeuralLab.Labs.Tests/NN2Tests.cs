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
        CheckAssert.Right(NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t)));
        CheckAssert.Hints(NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t, -2)), "sign");
        CheckAssert.Hints(NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t, 1)), "factor 2");
        CheckAssert.Hints(NN2.CheckNeuron((w, b, x, t) => Answer(w, b, x, t, slope: false)), "sigmoid is missing");
        CheckAssert.Hints(NN2.CheckNeuron((w, b, x, t) => (Answer(w, b, x, t).Item2, Answer(w, b, x, t).Item2)), "x is missing in dw");
        CheckAssert.Hints(NN2.CheckNeuron((w, b, x, t) => (Answer(w, b, x, t).Item1, Answer(w, b, x, t).Item1)), "too many in db");
        CheckAssert.Hints(NN2.CheckNeuron((_, _, _, _) => throw new NotImplementedException()), "NotImplementedException");
    }

    [Fact]
    public void Backward_pass()
    {
        static NN2.BackwardPass Answer(
            double factor = 2, bool mean = true, bool slope = true, bool wrongSlope = false, bool sums = true, bool preActivation = false, bool transposed = false) => (X, Y, W1, b1, W2, b2) =>
        {
            var ones = Matrix<double>.Build.Dense(1, X.ColumnCount, 1.0);
            Matrix<double> Z1 = W1 * X + b1 * ones, A1 = Z1.Map(Math.Tanh), A2 = W2 * A1 + b2 * ones;
            var dZ2 = (A2 - Y) * (factor / (mean ? Y.RowCount * Y.ColumnCount : 1));
            var dZ1 = W2.Transpose() * dZ2;
            if (slope) dZ1 = dZ1.PointwiseMultiply(A1.Map(a => wrongSlope ? a * (1 - a) : 1 - a * a));
            var share = sums ? 1.0 : 1.0 / X.ColumnCount;
            var dW1 = dZ1 * X.Transpose();
            return (transposed ? dW1.Transpose() : dW1, dZ1 * ones.Transpose() * share, dZ2 * (preActivation ? Z1 : A1).Transpose(), dZ2 * ones.Transpose() * share);
        };
        CheckAssert.Right(NN2.CheckBackward(Answer()));
        CheckAssert.Hints(NN2.CheckBackward(Answer(mean: false)), "mean is missing");
        CheckAssert.Hints(NN2.CheckBackward(Answer(factor: -2)), "sign");
        CheckAssert.Hints(NN2.CheckBackward(Answer(factor: 1)), "factor 2");
        CheckAssert.Hints(NN2.CheckBackward(Answer(slope: false)), "tanh is missing");
        CheckAssert.Hints(NN2.CheckBackward(Answer(wrongSlope: true)), "sigmoid's");
        CheckAssert.Hints(NN2.CheckBackward(Answer(sums: false)), "row sums");
        CheckAssert.Hints(NN2.CheckBackward(Answer(preActivation: true)), "after tanh");
        CheckAssert.Hints(NN2.CheckBackward(Answer(transposed: true)), "transposed");
        CheckAssert.Hints(NN2.CheckBackward((X, Y, W1, _, _, _) => (X * W1, Y, Y, Y)), "shape");
        CheckAssert.Hints(NN2.CheckBackward((_, _, _, _, _, _) => throw new NotImplementedException()), "NotImplementedException");
    }

    [Fact]
    public void Batches()
    {
        CheckAssert.Right(NN2.CheckBatches((order, size) => [.. order.Chunk(size)]));
        CheckAssert.Hints(NN2.CheckBatches((order, size) => [.. order.Chunk(size).Where(batch => batch.Length == size)]), "smaller batch is lost");
        CheckAssert.Hints(NN2.CheckBatches((order, size) => [.. order.Order().Chunk(size)]), "shuffled order");
        CheckAssert.Hints(NN2.CheckBatches((order, size) => [.. Enumerable.Range(0, order.Length / size + 1).Select(k => order.Skip(k * size).Take(size).ToArray())]), "ceil");
        CheckAssert.Hints(NN2.CheckBatches((order, size) => [.. Enumerable.Range(0, (order.Length + size - 1) / size).Select(k => order[(k * size)..((k + 1) * size)])]), "ends at the last sample");
        CheckAssert.Hints(NN2.CheckBatches((order, size) => [.. order.Skip(1).Chunk(size)]), "off by one");
        CheckAssert.Hints(NN2.CheckBatches((_, _) => throw new NotImplementedException()), "NotImplementedException");
    }

    [Fact]
    public void Xavier()
    {
        CheckAssert.Right(NN2.CheckXavier((inputs, outputs) => Math.Sqrt(6.0 / (inputs + outputs))));
        CheckAssert.Hints(NN2.CheckXavier((inputs, outputs) => 6.0 / (inputs + outputs)), "square root");
        CheckAssert.Hints(NN2.CheckXavier((inputs, outputs) => Math.Sqrt(6 / (inputs + outputs))), "Whole numbers");
        CheckAssert.Hints(NN2.CheckXavier((inputs, outputs) => Math.Sqrt(2.0 / (inputs + outputs))), "a^2 / 3");
        CheckAssert.Hints(NN2.CheckXavier((inputs, _) => Math.Sqrt(6.0 / inputs)), "He");
    }
}
