using System.Numerics;

namespace NeuralLab;

/// <summary>Which penalty a parameter has.</summary>
static class Penalty
{
    /// <summary>The layer's own regularizer, else the trainer's; none for a bias unless it asks for biases.</summary>
    internal static Regularizer? For<T>(Layer<T> layer, Parameter<T> parameter, Regularizer? trainers)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        (layer.Regularizer ?? trainers) is { } regularizer && (!parameter.IsBias || regularizer.Biases) ? regularizer : null;
}
