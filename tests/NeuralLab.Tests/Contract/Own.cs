using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests;

/// <summary>A layer as a student would write it: A = s X + t for each feature.</summary>
sealed class Stretch<T>(int size) : CustomLayer<T>(size, size, Ones("s", size), new Parameter<T>("t", size, 1, isPenalized: false))
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    protected override CustomLayer<T> Duplicate() => new Stretch<T>(Inputs);

    protected override Matrix<T> Forward(Matrix<T> X, bool training) =>
        Matrix<T>.Build.Dense(X.RowCount, X.ColumnCount, (i, j) => Parameters[0].Value[i, 0] * X[i, j] + Parameters[1].Value[i, 0]);

    protected override Matrix<T> Backward(Matrix<T> X, Matrix<T> A, Matrix<T> dA)
    {
        Parameters[0].Gradient.SetColumn(0, X.PointwiseMultiply(dA).RowSums());
        Parameters[1].Gradient.SetColumn(0, dA.RowSums());
        return Matrix<T>.Build.Dense(X.RowCount, X.ColumnCount, (i, j) => Parameters[0].Value[i, 0] * dA[i, j]);
    }

    static Parameter<T> Ones(string name, int size)
    {
        Parameter<T> parameter = new(name, size, 1);
        parameter.Set(Matrix<T>.Build.Dense(size, 1, T.One));
        return parameter;
    }
}

/// <summary>An optimizer as a student would write it: momentum with a bound on the velocity.</summary>
sealed record BoundedMomentum(double LearningRate = 0.05, double Mu = 0.8) : CustomOptimizer(LearningRate, stateCount: 1)
{
    protected override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
    {
        state[0] = Math.Clamp(Mu * state[0] + gradient, -10, 10);
        return weight - learningRate * state[0];
    }
}

static class Own
{
    public static Activation Activation { get; } = Activation.Custom("softsign", z => z / (1 + Math.Abs(z)), z => 1 / ((1 + Math.Abs(z)) * (1 + Math.Abs(z))));
}
