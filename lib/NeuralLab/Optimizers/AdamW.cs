using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// AdamW: Adam with decoupled weight decay: w &lt;- w (1 - rate * decay), then Adam's step (Loshchilov and Hutter, Decoupled
/// Weight Decay Regularization, 2019). State: means m and v. Weight decay 0.01 by default (PyTorch's).
/// </summary>
public sealed record AdamW : AdaptiveMoments, IUpdateRules<Adam.Rule>
{
    /// <summary>Makes the setting; further numbers are set by an object initialiser.</summary>
    /// <param name="learningRate">Step size, > 0. Default 0.001 (PyTorch's).</param>
    public AdamW(double learningRate = 0.001)
        : base(learningRate)
    {
        WeightDecay = 0.01;
        DecoupledWeightDecay = true;
    }

    Adam.Rule IUpdateRules<Adam.Rule>.AtStep(long step, double learningRate, ref double carried) => AdamRule(step, learningRate);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => kernels.BindOptimizer(this);
}
