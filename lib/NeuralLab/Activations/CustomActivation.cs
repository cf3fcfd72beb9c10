using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>An activation made of two functions of the user's, see <see cref="Activation.Custom"/>.</summary>
sealed record CustomActivation : Activation
{
    readonly Func<double, double> value, derivative;

    internal CustomActivation(string name, Func<double, double> value, Func<double, double> derivative)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(derivative);
        (Name, this.value, this.derivative) = (name, value, derivative);
    }

    public override string Name { get; }

    internal override BoundActivation<T> Bind<T>(Kernels<T> kernels) => new Bound<T>(value, derivative);

    sealed class Bound<T>(Func<double, double> value, Func<double, double> derivative) : BoundActivation<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        internal override void Apply(Block<T> z, Block<T> a)
        {
            for (var j = 0; j < z.Columns; j++)
                for (var i = 0; i < z.Rows; i++)
                    a[i, j] = T.CreateTruncating(value(double.CreateTruncating(z[i, j])));
        }

        internal override void Backward(Block<T> z, Block<T> a, Block<T> da, Block<T> dz)
        {
            for (var j = 0; j < z.Columns; j++)
                for (var i = 0; i < z.Rows; i++)
                    dz[i, j] = da[i, j] * T.CreateTruncating(derivative(double.CreateTruncating(z[i, j])));
        }
    }
}
