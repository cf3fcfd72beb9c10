using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Trains a network without any gradient: tries random weights and keeps the best. A contrast to gradient descent, which shows what a
/// gradient is worth.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RandomWeightSearch<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A search for the weights of a network.</summary>
    /// <param name="network">Ends with the best weights that were tried.</param>
    public RandomWeightSearch(Network<T> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
    }

    /// <summary>The network.</summary>
    public Network<T> Network { get; }

    /// <summary>What is to become small.</summary>
    public required Loss Loss { get; init => field = Check.Given(value); }

    /// <summary>How many weights are tried, at least 1. Default 1000.</summary>
    public int Tries { get; init => field = Check.AtLeast(1, value); } = 1000;

    /// <summary>
    /// Standard deviation, > 0, of what is added to the best weights so far to make the next ones. Null: all weights are drawn anew by
    /// the layers' initializers. Default 0.05.
    /// </summary>
    public double? StepSize { get; init => field = value is { } size ? Check.Positive(size, nameof(StepSize)) : null; } = 0.05;

    /// <summary>What the weights are drawn from. Default 0.</summary>
    public int Seed { get; init; }

    /// <summary>Ends the search; the best weights so far stand.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Searches.</summary>
    /// <param name="X">Inputs x samples, finite, at least one sample.</param>
    /// <param name="Y">Targets, outputs x samples, finite.</param>
    /// <returns>The best loss so far, first that of the weights as they were, then after each try.</returns>
    /// <exception cref="ArgumentException">Data do not fit one another, the network or the loss.</exception>
    public IReadOnlyList<double> Fit(MathNet.Numerics.LinearAlgebra.Matrix<T> X, MathNet.Numerics.LinearAlgebra.Matrix<T> Y)
    {
        var input = Network.RequireInput(X);
        Objective<T> objective = new(Network, Loss, Matrices.Dense(Y));
        RandomStream random = new(Seed, RandomPurpose.Search);
        WeightSnapshot<T> best = new(Network);
        List<double> losses = [objective.Value(input)];
        var hostCancellation = Host.Cancellation;
        while (losses.Count <= Tries && !Cancellation.IsCancellationRequested)
        {
            hostCancellation.ThrowIfCancellationRequested();
            Move(random);
            var loss = objective.Value(input);
            if (loss < losses[^1]) best.Take();
            else best.Restore();
            // A first loss that is not a number is worse than any that is.
            losses.Add(loss < losses[^1] || double.IsNaN(losses[^1]) ? loss : losses[^1]);
        }
        return losses;
    }

    void Move(RandomStream random)
    {
        if (StepSize is not { } size)
        {
            Network.Initialize(random.Next());
            return;
        }
        foreach (var parameter in Network.Parameters)
            foreach (ref var weight in parameter.Value.Values().AsSpan())
                weight += T.CreateTruncating(size * MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1));
    }
}
