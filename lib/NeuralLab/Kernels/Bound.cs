namespace NeuralLab.Kernels;

/// <summary>An activation function bound to kernels. All blocks have one shape.</summary>
internal abstract class BoundActivation<T>
    where T : unmanaged
{
    /// <summary>a = f(z). The two may be the same block.</summary>
    internal abstract void Apply(Block<T> z, Block<T> a);

    /// <summary>dz = da * dA/dZ. dz may be the same block as da, or as z.</summary>
    internal abstract void Backward(Block<T> z, Block<T> a, Block<T> da, Block<T> dz);
}

/// <summary>A loss bound to kernels.</summary>
internal abstract class BoundLoss<T>
    where T : unmanaged
{
    /// <summary>
    /// The sum over samples and outputs of the loss, times <paramref name="scale"/>; the gradient with respect to the output,
    /// times the same, unless <paramref name="gradient"/> has no columns.
    /// </summary>
    /// <param name="output">Outputs x samples.</param>
    /// <param name="target">Outputs x samples.</param>
    /// <param name="gradient">Outputs x samples, or no columns. May be the same block as the output.</param>
    /// <param name="sampleWeights">One weight a sample, or empty for 1.</param>
    /// <param name="scale">What makes the sum a mean.</param>
    internal abstract double Evaluate(Block<T> output, Block<T> target, Block<T> gradient, ReadOnlySpan<T> sampleWeights, double scale);
}

/// <summary>A penalty on weights bound to kernels.</summary>
internal abstract class BoundPenalty<T>
    where T : unmanaged
{
    internal abstract double Value(ReadOnlySpan<T> weights);

    /// <summary>gradient += penalty'(weights).</summary>
    internal abstract void AddGradient(ReadOnlySpan<T> weights, Span<T> gradient);
}

/// <summary>An optimizer bound to kernels: the updates of one training run.</summary>
internal abstract class BoundOptimizer<T>
    where T : unmanaged
{
    /// <summary>How many state numbers a weight has, 0 to 3.</summary>
    internal abstract int StateCount { get; }

    /// <summary>A number that the optimizer carries from step to step beside the state (1 at the start).</summary>
    internal double Carried { get; set; } = 1;

    /// <summary>Fixes the coefficients of step 1, 2, 3, ... for the learning rate that its schedule gives.</summary>
    internal abstract void BeginStep(long step, double learningRate);

    /// <summary>Updates a run of weights. Safe to call from several threads for weights that do not overlap.</summary>
    /// <param name="weights">What is updated.</param>
    /// <param name="gradient">Of each weight.</param>
    /// <param name="first">State, as much as <see cref="StateCount"/> says; the others are empty.</param>
    /// <param name="second">State.</param>
    /// <param name="third">State.</param>
    internal abstract void Update(Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, Span<T> third);
}
