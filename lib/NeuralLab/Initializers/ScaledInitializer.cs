using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>By what a scaled initializer divides.</summary>
public enum FanMode
{
    /// <summary>The inputs of a neuron: keeps the variance of activations on the way forward.</summary>
    Inputs,

    /// <summary>The mean of inputs and outputs: a compromise between the way forward and the way back.</summary>
    Average,
}

/// <summary>
/// Weights of mean 0 and variance gain / fan, so that signals neither grow nor fade from layer to layer: the family of Xavier (Glorot
/// and Bengio, 2010), He (2015) and LeCun (1998).
/// </summary>
/// <param name="Fan">What the variance is divided by.</param>
/// <param name="Gain">2 for ReLU, which drops half of the signal; else 1.</param>
/// <param name="IsNormal">True: normal; false: uniform with the same variance.</param>
public sealed record ScaledInitializer(FanMode Fan, double Gain, bool IsNormal) : Initializer
{
    private protected override Matrix<double> Make(int outputs, int inputs, RandomStream random)
    {
        var variance = Gain / (Fan == FanMode.Inputs ? inputs : (inputs + outputs) / 2.0);
        return IsNormal
            ? new NormalInitializer(0, Math.Sqrt(variance)).Create(outputs, inputs, random)
            : new UniformInitializer(-Math.Sqrt(3 * variance), Math.Sqrt(3 * variance)).Create(outputs, inputs, random);
    }
}
