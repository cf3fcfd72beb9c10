using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// A layer of your own, in whole matrices as the lecture writes it. It works with every loss and optimizer; it sees a whole batch at a
/// time, on one thread.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class CustomLayer<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Makes the layer.</summary>
    /// <param name="inputs">Rows of the input, at least 1.</param>
    /// <param name="outputs">Rows of the output, at least 1.</param>
    /// <param name="parameters">What it learns, with their first values; their names must differ.</param>
    protected CustomLayer(int inputs, int outputs, params Parameter<T>[] parameters)
        : base(inputs, outputs)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters.GroupBy(parameter => parameter.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Two parameters are named {twice.Key}; give each a name of its own.", nameof(parameters));
        Parameters = parameters;
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Parameter<T>> Parameters { get; }

    internal override bool NeedsWholeBatch => true;

    /// <summary>A new layer of the same kind and settings, for <see cref="Network{T}.Clone"/>; its numbers are copied afterwards.</summary>
    /// <exception cref="NotSupportedException">The layer does not override this method.</exception>
    protected virtual CustomLayer<T> Duplicate() =>
        throw new NotSupportedException($"{GetType().Name} cannot be copied: override {nameof(Duplicate)} in it.");

    /// <summary>A = the output for X.</summary>
    /// <param name="X">Inputs x samples.</param>
    /// <param name="training">True while training, false at inference.</param>
    /// <returns>Outputs x samples.</returns>
    protected abstract Matrix<T> Forward(Matrix<T> X, bool training);

    /// <summary>dX from dA; also writes the <see cref="Parameter{T}.Gradient"/> of each parameter (sums over the samples).</summary>
    /// <param name="X">Inputs x samples, as Forward saw them.</param>
    /// <param name="A">Outputs x samples, as Forward gave them.</param>
    /// <param name="dA">Gradient with respect to A, outputs x samples.</param>
    /// <returns>Gradient with respect to X, inputs x samples.</returns>
    protected abstract Matrix<T> Backward(Matrix<T> X, Matrix<T> A, Matrix<T> dA);

    internal override Layer<T> Copy() => Duplicate();

    internal override void Forward(in LayerSlice<T> s) => Put(Forward(s.X.ToMatrix(), s.Key.IsTraining), s.A, nameof(Forward));

    internal override void Backward(in LayerSlice<T> s)
    {
        var dX = Backward(s.X.ToMatrix(), s.A.ToMatrix(), s.dA.ToMatrix());
        if (!s.dX.IsEmpty) Put(dX, s.dX, nameof(Backward));
    }

    void Put(Matrix<T> result, Block<T> target, string method)
    {
        if (result is null || result.RowCount != target.Rows || result.ColumnCount != target.Columns)
            throw new InvalidOperationException(
                $"{method} of {Name} must return {target.Rows} x {target.Columns}, but returned {(result is null ? "null" : Matrices.ShapeOf(result))}.");
        Matrices.Dense(result).Values().AsSpan().CopyTo(target.Run);
    }
}
