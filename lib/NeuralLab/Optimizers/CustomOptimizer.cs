using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// An optimizer of your own, as a formula for one weight in plain doubles; it works with every network, float and double, with weight
/// decay, schedules and checkpoints, only less fast. Derive a record:
/// <code>
/// record MyMomentum(double Mu) : CustomOptimizer(learningRate: 0.1, stateCount: 1)
/// {
///     protected override double Update(double weight, double gradient, Span&lt;double&gt; state, double learningRate, long step)
///     {
///         state[0] = Mu * state[0] + gradient;
///         return weight - learningRate * state[0];
///     }
/// }
/// </code>
/// </summary>
public abstract record CustomOptimizer : Optimizer
{
    const int MostStates = 3;

    /// <summary>Makes the setting.</summary>
    /// <param name="learningRate">Step size, > 0.</param>
    /// <param name="stateCount">Numbers that each weight keeps from step to step, 0 (default) to 3; they begin at 0.</param>
    protected CustomOptimizer(double learningRate, int stateCount = 0)
        : base(learningRate)
    {
        StateCount = Check.AtLeast(0, stateCount);
        if (stateCount > MostStates) throw new ArgumentOutOfRangeException(nameof(stateCount), $"stateCount must be at most {MostStates}, but is {stateCount}.");
    }

    /// <summary>Numbers that each weight keeps from step to step.</summary>
    public int StateCount { get; }

    /// <summary>The new value of one weight. Must depend on its arguments alone: it is called for many weights, on several threads.</summary>
    /// <param name="weight">The weight.</param>
    /// <param name="gradient">Its gradient: of the mean loss, penalties and coupled weight decay included.</param>
    /// <param name="state">What the weight keeps, <see cref="StateCount"/> numbers; change them in place.</param>
    /// <param name="learningRate">The rate of this step, as the schedule gives it.</param>
    /// <param name="step">1, 2, 3, ...</param>
    /// <returns>The new weight.</returns>
    protected abstract double Update(double weight, double gradient, Span<double> state, double learningRate, long step);

    internal override BoundOptimizer<T> Bind<T>(Kernels<T> kernels) => new Bound<T>(this);

    sealed class Bound<T>(CustomOptimizer optimizer) : BoundOptimizer<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long step;
        double rate;

        internal override int StateCount => optimizer.StateCount;

        internal override void BeginStep(long step, double learningRate) => (this.step, rate) = (step, learningRate);

        internal override void Update(Span<T> weights, ReadOnlySpan<T> gradient, Span<T> first, Span<T> second, Span<T> third)
        {
            Span<double> numbers = stackalloc double[MostStates];
            var state = numbers[..StateCount];
            double decay = optimizer.WeightDecay, coupled = optimizer.DecoupledWeightDecay ? 0 : decay, shrink = decay == coupled ? 1 : 1 - rate * decay;
            for (var i = 0; i < weights.Length; i++)
            {
                if (StateCount > 0) state[0] = double.CreateTruncating(first[i]);
                if (StateCount > 1) state[1] = double.CreateTruncating(second[i]);
                if (StateCount > 2) state[2] = double.CreateTruncating(third[i]);
                var weight = double.CreateTruncating(weights[i]);
                weights[i] = T.CreateTruncating(
                    optimizer.Update(weight * shrink, double.CreateTruncating(gradient[i]) + coupled * weight, state, rate, step));
                if (StateCount > 0) first[i] = T.CreateTruncating(state[0]);
                if (StateCount > 1) second[i] = T.CreateTruncating(state[1]);
                if (StateCount > 2) third[i] = T.CreateTruncating(state[2]);
            }
        }
    }
}
