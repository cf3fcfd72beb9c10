using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Softmax a_i = exp(z_i) / sum over j of exp(z_j) of each column, the largest z subtracted first so that nothing overflows.
/// Backward: dz_i = a_i (da_i - sum over j of da_j a_j). At the output it belongs with <see cref="CategoricalCrossEntropy"/>, which
/// fuses both into the gradient a - t.
/// </summary>
public sealed record Softmax : Activation
{
    internal override bool NeedsPreActivation => false;

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => new Bound<T>(kernels);

    sealed class Bound<T>(Kernels<T> kernels) : BoundActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        internal override void Apply(Block<T> z, Block<T> a) => kernels.Softmax(z, a);

        internal override void Backward(Block<T> z, Block<T> a, Block<T> da, Block<T> dz)
        {
            for (var j = 0; j < a.Columns; j++)
            {
                Span<T> probability = a.Column(j), upstream = da.Column(j), result = dz.Column(j);
                var mean = T.Zero;
                for (var i = 0; i < probability.Length; i++) mean += probability[i] * upstream[i];
                for (var i = 0; i < probability.Length; i++) result[i] = probability[i] * (upstream[i] - mean);
            }
        }
    }
}
