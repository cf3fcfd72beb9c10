namespace NeuralLab.Charts;

/// <summary>An activation function and its derivative. Activations of the engine convert to it by themselves.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Value">The function.</param>
/// <param name="Derivative">Its derivative; null (the default) to leave it out.</param>
public sealed record ActivationCurve(string Name, Func<double, double> Value, Func<double, double>? Derivative = null)
{
    /// <summary>A function of the engine with its derivative.</summary>
    /// <param name="activation">Any but softmax, which needs a whole column.</param>
    public static implicit operator ActivationCurve(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return new(activation.Name, activation.Value, activation.Derivative);
    }
}
