using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Tries rising learning rates, a step each, to find one to train with (Smith, Cyclical Learning Rates for Training Neural Networks,
/// 2017): where the loss falls fastest, the rate is good; where it explodes, too large.
/// </summary>
public static class LearningRateFinder
{
    const double Memory = 0.9, Explosion = 4;

    /// <summary>Runs a test; afterwards network and trainer are as before.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="trainer">Its network, loss, optimizer, batch size and seed are used; its schedule, epochs and observers are not.</param>
    /// <param name="X">Inputs x samples.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="smallest">First rate, > 0. Default 1e-6.</param>
    /// <param name="largest">Last rate, > smallest. Default 10.</param>
    /// <param name="steps">Steps at most, at least 10. Default 100.</param>
    /// <returns>Rates and losses, up to the explosion.</returns>
    /// <exception cref="ArgumentException">Data or settings do not fit.</exception>
    public static LearningRateTest Run<T>(Trainer<T> trainer, Matrix<T> X, Matrix<T> Y, double smallest = 1e-6, double largest = 10, int steps = 100)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(trainer);
        Check.Positive(smallest);
        Check.Positive(largest);
        Check.AtLeast(10, steps);
        if (largest <= smallest)
            throw new ArgumentOutOfRangeException(nameof(largest), FormattableString.Invariant($"largest must be > smallest, {smallest}, but is {largest}."));
        TrainingRun<T> run = new(trainer, X, Y);
        WeightSnapshot<T> before = new(trainer.Network);
        List<double> rates = [], losses = [], smooth = [];
        double average = 0;
        for (int step = 0, start = 0, epoch = 0; step < steps; step++)
        {
            if (step == 0 || start >= run.Samples)
            {
                start = 0;
                run.ShuffleOrder(epoch++);
            }
            var rate = smallest * Math.Pow(largest / smallest, step / (steps - 1.0));
            var samples = run.Batch(start);
            start += samples.Count;
            var loss = run.Step.Run(samples, step + 1, rate);
            if (!double.IsFinite(loss)) break;
            average = Memory * average + (1 - Memory) * loss;
            rates.Add(rate);
            losses.Add(loss);
            smooth.Add(average / (1 - Math.Pow(Memory, step + 1)));
            if (smooth[^1] > Explosion * smooth.Min()) break;
        }
        before.Restore();
        return new(rates, losses, smooth);
    }
}

/// <summary>Losses over rising learning rates.</summary>
/// <param name="Rates">The rate of each step, rising.</param>
/// <param name="Losses">The loss of each step's batch, before its update.</param>
/// <param name="SmoothLosses">The same, as an exponential mean over about ten steps.</param>
public sealed record LearningRateTest(IReadOnlyList<double> Rates, IReadOnlyList<double> Losses, IReadOnlyList<double> SmoothLosses)
{
    /// <summary>A tenth of the rate at which the smooth loss was lowest: still falling well, and far from the explosion. NaN if no loss was finite.</summary>
    public double Suggestion => Rates.Count == 0 ? double.NaN : Rates[SmoothLosses.Index().MinBy(item => item.Item).Index] / 10;
}
