using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// What a neuron does with its weighted sum: a = f(z), and the derivative f'(z) that backpropagation needs. Settings without state;
/// two with the same numbers are equal.
/// </summary>
public abstract record Activation
{
    /// <summary>f(z) = z.</summary>
    public static Activation Linear { get; } = new Linear();

    /// <summary>f(z) = 1 / (1 + exp(-z)).</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>f(z) = tanh z.</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>f(z) = max(0, z).</summary>
    public static Activation ReLU { get; } = new ReLU();

    /// <summary>f(z) = z for z > 0, else 0.01 z. For another slope: <c>new LeakyReLU(slope)</c>.</summary>
    public static Activation LeakyReLU { get; } = new LeakyReLU();

    /// <summary>f(z) = z for z > 0, else exp(z) - 1. For another scale: <c>new ELU(alpha)</c>.</summary>
    public static Activation ELU { get; } = new ELU();

    /// <summary>f(z) = z Phi(z).</summary>
    public static Activation GELU { get; } = new GELU();

    /// <summary>f(z) = z sigmoid(z).</summary>
    public static Activation SiLU { get; } = new SiLU();

    /// <summary>f(z) = ln(1 + exp(z)).</summary>
    public static Activation Softplus { get; } = new Softplus();

    /// <summary>Probabilities of the classes: exp(z_i) / sum of exp(z_j), over each column.</summary>
    public static Activation Softmax { get; } = new Softmax();

    /// <summary>What the function is called in tables and files.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>An activation of your own, element by element; it works in every layer and with every optimizer, only less fast.</summary>
    /// <param name="name">What it is called in tables.</param>
    /// <param name="value">a = f(z). Depends on z alone: it is called on several threads.</param>
    /// <param name="derivative">f'(z); likewise.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static Activation Custom(string name, Func<double, double> value, Func<double, double> derivative) =>
        new CustomActivation(name, value, derivative);

    /// <summary>f of one number. Not for softmax, which needs a whole column.</summary>
    /// <param name="z">Any number.</param>
    public double Value(double z) => Value(Matrix<double>.Build.Dense(1, 1, z))[0, 0];

    /// <summary>f' of one number. Not for softmax, which needs a whole column.</summary>
    /// <param name="z">Any number.</param>
    public double Derivative(double z) =>
        Backward(Matrix<double>.Build.Dense(1, 1, z), Matrix<double>.Build.Dense(1, 1, 1.0))[0, 0];

    /// <summary>A = f(Z), a new matrix.</summary>
    /// <param name="Z">Neurons x samples.</param>
    /// <returns>Neurons x samples.</returns>
    public Matrix<T> Value<T>(Matrix<T> Z)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var A = Matrices.ZerosLike(Z);
        Bind(Kernels<T>.Current).Apply(Matrices.Dense(Z).Block(), A.Block());
        return A;
    }

    /// <summary>dZ = dA times dA/dZ (the chain rule), a new matrix.</summary>
    /// <param name="Z">Pre-activations, neurons x samples.</param>
    /// <param name="dA">Gradient with respect to f(Z), neurons x samples.</param>
    /// <returns>Gradient with respect to Z, neurons x samples.</returns>
    public Matrix<T> Backward<T>(Matrix<T> Z, Matrix<T> dA)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Matrices.RequireSameShape(Z, dA);
        var dZ = Matrices.ZerosLike(Z);
        Bind(Kernels<T>.Current).Backward(Matrices.Dense(Z).Block(), Value(Z).Block(), Matrices.Dense(dA).Block(), dZ.Block());
        return dZ;
    }

    /// <summary>False if the derivative can be had from a alone, so that z need not be kept.</summary>
    internal virtual bool NeedsPreActivation => true;

    internal abstract BoundActivation<T> Bind<T>(Kernels<T> kernels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
