using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// A penalty on weights, added once per step to the mean loss of the batch: its strength does not depend on the batch size. It always
/// sees the weights as they are at that step.
/// </summary>
public abstract record Regularizer
{
    /// <summary>True: biases are penalised too. Default false.</summary>
    public bool Biases { get; init; }

    /// <summary>lambda * sum of w^2 (weight decay, ridge).</summary>
    /// <param name="lambda">Strength, >= 0.</param>
    public static Regularizer L2(double lambda) => new ElasticNet(0, lambda);

    /// <summary>lambda * sum of |w| (lasso): pulls weights to exactly 0.</summary>
    /// <param name="lambda">Strength, >= 0.</param>
    public static Regularizer L1(double lambda) => new ElasticNet(lambda, 0);

    /// <summary>The penalty of one matrix of weights.</summary>
    /// <param name="weights">Any shape.</param>
    public double Value<T>(Matrix<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Bind(Kernels<T>.Current).Value(Matrices.Dense(weights).Values());

    /// <summary>Its gradient, a new matrix.</summary>
    /// <param name="weights">Any shape.</param>
    public Matrix<T> Gradient<T>(Matrix<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var gradient = Matrices.ZerosLike(weights);
        Bind(Kernels<T>.Current).AddGradient(Matrices.Dense(weights).Values(), gradient.Values());
        return gradient;
    }

    internal abstract BoundPenalty<T> Bind<T>(Kernels<T> kernels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
