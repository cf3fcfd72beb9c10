using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Checks data at the border of training, and sets validation data aside.</summary>
static class TrainingData
{
    internal static (Matrix<T> X, Matrix<T> Y, double[]? Weights, Matrix<T>? ValidationX, Matrix<T>? ValidationY) Prepare<T>(
        Trainer<T> settings, Matrix<T> X, Matrix<T> Y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        X = settings.Network.RequireInput(X);
        Y = Matrices.Dense(Y);
        if (X.ColumnCount != Y.ColumnCount)
            throw new ArgumentException($"X has {X.ColumnCount} samples (columns), but Y has {Y.ColumnCount}.", nameof(Y));
        Shapes.RequireFinite(X);
        Shapes.RequireFinite(Y);
        var weights = Weights(settings.SampleWeights, X.ColumnCount);
        if (settings.Validation is { } given)
        {
            if (settings.ValidationFraction > 0)
                throw new ArgumentException($"Give {nameof(settings.Validation)} or {nameof(settings.ValidationFraction)}, not both.", nameof(settings.Validation));
            return (X, Y, weights, settings.Network.RequireInput(given.X), given.Y);
        }
        if (settings.ValidationFraction == 0) return (X, Y, weights, null, null);
        var (train, held) = Split(Y, settings.ValidationFraction, settings.Seed);
        return (Columns(X, train), Columns(Y, train), weights is null ? null : [.. train.Select(j => weights[j])], Columns(X, held), Columns(Y, held));
    }

    /// <summary>Sample weights times class weights; null if all are 1.</summary>
    internal static T[]? Combine<T>(double[]? sampleWeights, T[]? classWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (sampleWeights is null) return classWeights;
        return [.. sampleWeights.Select((weight, j) => T.CreateTruncating(weight) * (classWeights is null ? T.One : classWeights[j]))];
    }

    static double[]? Weights(IReadOnlyList<double>? weights, int samples)
    {
        if (weights is null) return null;
        if (weights.Count != samples)
            throw new ArgumentException($"SampleWeights has {weights.Count} numbers for {samples} training samples.", nameof(Trainer<>.SampleWeights));
        if (weights.Any(weight => !(double.IsFinite(weight) && weight >= 0)) || weights.All(weight => weight == 0))
            throw new ArgumentException("SampleWeights must be finite numbers >= 0, and not all 0.", nameof(Trainer<>.SampleWeights));
        return [.. weights];
    }

    /// <summary>Random parts; of every class the same fraction (at least one sample) where the targets are one-hot.</summary>
    static (int[] Train, int[] Held) Split<T>(Matrix<T> Y, double fraction, int seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var order = new RandomStream(seed, RandomPurpose.Splitting).Permutation(Y.ColumnCount);
        int[] held = Y.RowCount > 1 && OneHotColumns(Y)
            ? [.. order.GroupBy(j => Y.Column(j).MaximumIndex()).SelectMany(group => Take(group, fraction))]
            : [.. Take(order, fraction)];
        var train = order.Except(held).ToArray();
        if (train.Length == 0)
            throw new ArgumentException(FormattableString.Invariant($"ValidationFraction {fraction} leaves nothing to train on: there are {Y.ColumnCount} samples."), nameof(Trainer<>.ValidationFraction));
        return (train, held);
    }

    static IEnumerable<int> Take(IEnumerable<int> samples, double fraction)
    {
        var all = samples.ToArray();
        return all.Take(Math.Max(1, (int)Math.Round(all.Length * fraction)));
    }

    static bool OneHotColumns<T>(Matrix<T> Y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Enumerable.Range(0, Y.ColumnCount).All(j => Y.Column(j).Sum() == T.One && Y.Column(j).All(y => y == T.Zero || y == T.One));

    static Matrix<T> Columns<T>(Matrix<T> matrix, int[] samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Matrices.Columns(matrix, samples);
}
