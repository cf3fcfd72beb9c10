using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// One layer of a network: forward from its inputs to its outputs, and backward from the gradient of its outputs to those of its
/// inputs and parameters. For a layer of your own, derive from <see cref="CustomLayer{T}"/>.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected Layer(int inputs, int outputs)
    {
        Inputs = Check.AtLeast(1, inputs);
        Outputs = Check.AtLeast(1, outputs);
    }

    /// <summary>Rows of the input.</summary>
    public int Inputs { get; }

    /// <summary>Rows of the output.</summary>
    public int Outputs { get; }

    /// <summary>Kind and place, such as <c>Dense 1</c>; set when the layer becomes part of a network.</summary>
    public string Name { get; private set; } = "";

    /// <summary>What the layer applies to its weighted sum; linear where it has none.</summary>
    public virtual Activation Activation => Activation.Linear;

    /// <summary>What the layer learns; empty for a layer that learns nothing.</summary>
    public virtual IReadOnlyList<Parameter<T>> Parameters => [];

    /// <summary>What the layer remembers but does not learn by gradients (running statistics), by name.</summary>
    public virtual IReadOnlyList<Parameter<T>> Buffers => [];

    /// <summary>The penalty on this layer's parameters in place of the trainer's. Null (default): the trainer's.</summary>
    public Regularizer? Regularizer { get; init; }

    /// <summary>True if the layer must see all samples of a batch at once.</summary>
    internal virtual bool NeedsWholeBatch => false;

    /// <summary>The smallest batch that the layer can be trained on.</summary>
    internal virtual int SmallestBatch => 1;

    internal void Join(int place)
    {
        var kind = GetType().Name;
        var generic = kind.IndexOf('`', StringComparison.Ordinal);
        Name = $"{(generic < 0 ? kind : kind[..generic])} {place}";
    }

    /// <summary>A new layer of the same kind and settings, of no network yet; its numbers are copied by <see cref="Network{T}.Clone"/>.</summary>
    internal abstract Layer<T> Copy();

    /// <summary>Gives the parameters their first values.</summary>
    internal virtual void Initialize(RandomStream random)
    {
    }

    internal virtual Matrix<T>? CreateScratch(int samples) => null;

    /// <summary>From X to Z and A.</summary>
    internal abstract void Forward(in LayerSlice<T> s);

    /// <summary>From dA to dZ and, unless it is empty, dX.</summary>
    internal abstract void Backward(in LayerSlice<T> s);

    /// <summary>From dZ and X to the gradient of some columns of a parameter. Layers that write theirs on the way back do nothing here.</summary>
    internal virtual void Gradient(in LayerSlice<T> s, in ParameterColumns<T> part)
    {
    }

    /// <summary>The penalty on a parameter: this layer's own, else the trainer's; none on biases unless they are asked for.</summary>
    internal Regularizer? PenaltyOn(Parameter<T> parameter, Regularizer? trainers) =>
        (Regularizer ?? trainers) is { } regularizer && (parameter.IsPenalized || regularizer.Biases) ? regularizer : null;
}
