namespace NeuralLab.Kernels;

/// <summary>An activation function element by element.</summary>
internal interface IActivationFormula
{
    /// <summary>a = f(z).</summary>
    V Value<V>(V z)
        where V : struct, ILane<V>;

    /// <summary>f'(z), given z and a = f(z).</summary>
    V Derivative<V>(V z, V a)
        where V : struct, ILane<V>;
}

/// <summary>A loss that is a sum over single outputs.</summary>
internal interface ILossFormula
{
    /// <summary>The loss of output y for target t.</summary>
    V Value<V>(V y, V t)
        where V : struct, ILane<V>;

    /// <summary>Its derivative with respect to y.</summary>
    V Gradient<V>(V y, V t)
        where V : struct, ILane<V>;
}

/// <summary>A penalty that is a sum over single weights.</summary>
internal interface IPenaltyFormula
{
    /// <summary>The penalty of one weight.</summary>
    V Value<V>(V w)
        where V : struct, ILane<V>;

    /// <summary>Its derivative.</summary>
    V Gradient<V>(V w)
        where V : struct, ILane<V>;
}

/// <summary>One step of an optimizer for a weight w with gradient g and up to three state numbers that the rule owns.</summary>
internal interface IUpdateRule
{
    /// <summary>How many state numbers a weight has, 0 to 3.</summary>
    static abstract int StateCount { get; }

    /// <summary>Changes the weight and its state.</summary>
    void Apply<V>(ref V w, V g, ref V first, ref V second, ref V third)
        where V : struct, ILane<V>;
}

/// <summary>An optimizer as the kernels see it: its weight decay, and the rule that its settings make at a step.</summary>
internal interface IUpdateRules<TRule>
    where TRule : struct, IUpdateRule
{
    /// <summary>Strength of weight decay, 0 for none.</summary>
    double WeightDecay { get; }

    /// <summary>True: weights shrink beside the step. False: the decay is part of the gradient.</summary>
    bool DecoupledWeightDecay { get; }

    /// <summary>The update of step 1, 2, 3, ... at a learning rate.</summary>
    /// <param name="step">Counted from 1.</param>
    /// <param name="learningRate">What the schedule gives for this step.</param>
    /// <param name="carried">A number that the optimizer carries from step to step, 1 before the first.</param>
    TRule AtStep(long step, double learningRate, ref double carried);
}
