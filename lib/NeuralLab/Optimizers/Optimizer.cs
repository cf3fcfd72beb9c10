using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// How weights follow their gradient. An optimizer is a setting: it keeps no state of a run, so one object may serve many runs.
/// The state (momentum and the like) belongs to the run, starts at 0 and is saved in checkpoints.
/// </summary>
public abstract record Optimizer
{
    private protected Optimizer(double learningRate) => LearningRate = Check.Positive(learningRate);

    /// <summary>The step size, > 0; a schedule may change it from step to step.</summary>
    public double LearningRate { get; init => field = Check.Positive(value); }

    /// <summary>Strength of weight decay on all parameters, biases too, >= 0. Default 0.</summary>
    public double WeightDecay { get; init => field = Check.NotNegative(value); }

    /// <summary>
    /// False (default): the decay is added to the gradient, g + decay * w (L2, coupled). True: the weights shrink beside the
    /// step, w (1 - rate * decay) (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019).
    /// </summary>
    public bool DecoupledWeightDecay { get; init; }

    internal abstract BoundOptimizer<T> Bind<T>(Kernels<T> kernels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
