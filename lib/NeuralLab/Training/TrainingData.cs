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
        var weights = Weights(settings.SampleWeights, X.ColumnCount);
        if (settings.Validation is { } given)
        {
            if (settings.ValidationFraction > 0)
                throw new ArgumentException($"Give {nameof(settings.Validation)} or {nameof(settings.ValidationFraction)}, not both.", nameof(settings.Validation));
            return (X, Y, weights, settings.Network.RequireInput(given.X), given.Y);
        }
        if (settings.ValidationFraction == 0) return (X, Y, weights, null, null);
        if (X.ColumnCount < 2)
            throw new ArgumentException($"{nameof(settings.ValidationFraction)} leaves nothing to train on: there is 1 sample.", nameof(settings.ValidationFraction));
        RandomStream random = new(settings.Seed, RandomPurpose.Splitting);
        var (train, held) = Split.TrainingTest(X.ColumnCount, settings.ValidationFraction, random, IsOneHot(Y) ? OneHot.Decode(Y) : null);
        // Training without shuffling takes the samples as they came.
        Array.Sort(train);
        return (Columns(X, train), Columns(Y, train), weights is null ? null : [.. train.Select(j => weights[j])], Columns(X, held), Columns(Y, held));
    }

    /// <summary>Sample weights times class weights; null if all are 1.</summary>
    internal static T[]? Combine<T>(double[]? sampleWeights, T[]? classWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (sampleWeights is null) return classWeights;
        T[] combined = [.. sampleWeights.Select((weight, j) => T.CreateTruncating(weight) * (classWeights is null ? T.One : classWeights[j]))];
        var sum = combined.Aggregate(T.Zero, (sum, weight) => sum + weight);
        if (!T.IsFinite(sum) || sum == T.Zero)
            throw new ArgumentException(
                $"SampleWeights, times the weights of the classes where the loss has any, must have a finite sum > 0 in {typeof(T).Name} numbers, but it is {sum}.",
                nameof(Trainer<>.SampleWeights));
        return combined;
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

    static bool IsOneHot<T>(Matrix<T> Y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Y.RowCount == 1) return false;
        for (ReadOnlySpan<T> left = Y.AsColumnMajorArray(); !left.IsEmpty; left = left[Y.RowCount..])
        {
            var column = left[..Y.RowCount];
            if (column.Count(T.One) != 1 || column.Count(T.Zero) != column.Length - 1) return false;
        }
        return true;
    }

    static Matrix<T> Columns<T>(Matrix<T> matrix, int[] samples)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Matrices.Columns(matrix, samples);
}
