namespace NeuralLab;

/// <summary>
/// What Adam and its kin share: decaying means of the gradients, m &lt;- beta1 m + (1 - beta1) g, and of their squares,
/// v &lt;- beta2 v + (1 - beta2) g^2, and a step of m over the root of v.
/// </summary>
public abstract record AdaptiveMoments : Optimizer
{
    private protected AdaptiveMoments(double learningRate)
        : base(learningRate)
    {
    }

    /// <summary>Decay rate of the mean of gradients, in [0, 1). Default 0.9.</summary>
    public double Beta1 { get; init => field = Check.Fraction(value); } = 0.9;

    /// <summary>Decay rate of the mean of squared gradients, in [0, 1). Default 0.999.</summary>
    public double Beta2 { get; init => field = Check.Fraction(value); } = 0.999;

    /// <summary>Keeps the quotient finite, >= 0; added outside the square root. Default 1e-8.</summary>
    public double Epsilon { get; init => field = Check.NotNegative(value); } = 1e-8;

    /// <summary>1 / sqrt(1 - beta2^t): what corrects the root of v for its start at 0.</summary>
    private protected double RootCorrection(long step) => 1 / Math.Sqrt(1 - Math.Pow(Beta2, step));

    /// <summary>Adam's coefficients: its rate corrects m for its start at 0.</summary>
    private protected Adam.Rule AdamRule(long step, double learningRate) =>
        new(learningRate / (1 - Math.Pow(Beta1, step)), Beta1, Beta2, RootCorrection(step), Epsilon);
}
