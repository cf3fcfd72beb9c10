using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Samples to learn from: features <c>X</c> (features x samples) and targets <c>Y</c> (targets x samples for regression, one-hot
/// classes x samples for classification). Every value is finite; there is at least one feature, one target and one sample. Methods
/// return new sets and leave this one as it is; do not write into its matrices.
/// </summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class DataSet<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A set for regression.</summary>
    /// <param name="name">What the set is called in figures and messages.</param>
    /// <param name="x">Features x samples, finite. Kept, not copied (a sparse matrix is made dense).</param>
    /// <param name="y">Targets x samples, finite. Kept, not copied (a sparse matrix is made dense).</param>
    /// <param name="featureNames">One per row of <paramref name="x"/>; default x0, x1, ...</param>
    /// <param name="targetNames">One per row of <paramref name="y"/>; default y0, y1, ...</param>
    /// <exception cref="ArgumentException">Numbers of samples or names do not fit, or a matrix is null.</exception>
    /// <exception cref="DataException">A value is NaN or infinite.</exception>
    public DataSet(
        string name, Matrix<T> x, Matrix<T> y, IReadOnlyList<string>? featureNames = null, IReadOnlyList<string>? targetNames = null)
        : this(name, Matrices.Dense(x), Matrices.Dense(y), [], featureNames, targetNames ?? Names("y", Matrices.Dense(y).RowCount))
    {
        RequireFinite(X, FeatureNames);
        RequireFinite(Y, TargetNames);
    }

    /// <summary>A set for classification.</summary>
    /// <param name="name">What the set is called in figures and messages.</param>
    /// <param name="x">Features x samples, finite. Kept, not copied (a sparse matrix is made dense).</param>
    /// <param name="labels">One class per sample, 0 .. classes - 1. Kept, not copied.</param>
    /// <param name="classNames">One per class, also for classes that no sample has; default 0, 1, ... up to the largest label.</param>
    /// <param name="featureNames">One per row of <paramref name="x"/>; default x0, x1, ...</param>
    /// <exception cref="ArgumentException">Numbers of samples or names do not fit, or an argument is null.</exception>
    /// <exception cref="DataException">A value is NaN or infinite, or a label is not a class.</exception>
    public DataSet(
        string name, Matrix<T> x, int[] labels, IReadOnlyList<string>? classNames = null, IReadOnlyList<string>? featureNames = null)
        : this(name, Matrices.Dense(x), OneHot.Encode<T>(labels, classNames?.Count ?? OneHot.ClassesIn(labels)), labels, featureNames,
            classNames ?? Names("", OneHot.ClassesIn(labels))) => RequireFinite(X, FeatureNames);

    DataSet(string name, Matrix<T> x, Matrix<T> y, int[] labels, IReadOnlyList<string>? featureNames, IReadOnlyList<string> targetNames)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (x.ColumnCount != y.ColumnCount)
            throw new ArgumentException($"{name}: X has {x.ColumnCount} samples (columns), the targets have {y.ColumnCount}.", nameof(y));
        (Name, X, Y, Labels) = (name, x, y, labels);
        FeatureNames = Fitting(featureNames ?? Names("x", x.RowCount), x.RowCount, nameof(featureNames));
        TargetNames = Fitting(targetNames, y.RowCount, nameof(targetNames));
    }

    /// <summary>What the set is called.</summary>
    public string Name { get; }

    /// <summary>The features, features x samples.</summary>
    public Matrix<T> X { get; }

    /// <summary>The targets: targets x samples, or one-hot classes x samples.</summary>
    public Matrix<T> Y { get; }

    /// <summary>The class of every sample, 0 .. <see cref="ClassCount"/> - 1; empty for regression.</summary>
    public int[] Labels { get; }

    /// <summary>One name per row of <see cref="X"/>.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>One name per row of <see cref="Y"/>; for classification the names of the classes.</summary>
    public IReadOnlyList<string> TargetNames { get; }

    /// <summary>Regression or classification.</summary>
    public LearningTask Task => Labels.Length == 0 ? LearningTask.Regression : LearningTask.Classification;

    /// <summary>Number of samples, at least 1.</summary>
    public int SampleCount => X.ColumnCount;

    /// <summary>Number of features, at least 1.</summary>
    public int FeatureCount => X.RowCount;

    /// <summary>Number of targets: rows of <see cref="Y"/>.</summary>
    public int TargetCount => Y.RowCount;

    /// <summary>Number of classes, 0 for regression.</summary>
    public int ClassCount => Task == LearningTask.Classification ? TargetCount : 0;

    /// <summary>How many samples each class has, one count per class; empty for regression.</summary>
    public int[] ClassSizes()
    {
        int[] sizes = new int[ClassCount];
        foreach (int label in Labels) sizes[label]++;
        return sizes;
    }

    /// <summary>The samples at <paramref name="indices"/>, in that order; an index may come more than once.</summary>
    /// <param name="indices">Samples, each 0 .. <see cref="SampleCount"/> - 1, at least one.</param>
    /// <exception cref="ArgumentException">No index, or one out of range.</exception>
    public DataSet<T> Select(params ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty) throw new ArgumentException($"indices must name at least one sample of {Name}, but is empty.", nameof(indices));
        int[] labels = new int[Labels.Length == 0 ? 0 : indices.Length];
        for (int position = 0; position < indices.Length; position++)
        {
            int sample = indices[position];
            if ((uint)sample >= (uint)SampleCount)
                throw new ArgumentException(
                    $"{Name}: sample {sample} at position {position} is not in 0 .. {SampleCount - 1}.", nameof(indices));
            if (labels.Length > 0) labels[position] = Labels[sample];
        }
        return new(Name, Matrices.Columns(X, indices), Matrices.Columns(Y, indices), labels, FeatureNames, TargetNames);
    }

    /// <summary>The same samples in a random order.</summary>
    /// <param name="seed">Same seed, same order.</param>
    public DataSet<T> Shuffle(int seed) => Select(new RandomStream(seed, RandomPurpose.Shuffling).Permutation(SampleCount));

    /// <summary>The same samples under another name.</summary>
    /// <param name="name">The new name.</param>
    public DataSet<T> Named(string name) => new(name, X, Y, Labels, FeatureNames, TargetNames);

    /// <summary>The same targets with other features, e.g. scaled ones.</summary>
    /// <param name="x">Features x the same number of samples, finite.</param>
    /// <param name="featureNames">One per row; default the present names, or x0, x1, ... if their number changes.</param>
    /// <exception cref="ArgumentException">Numbers of samples or names do not fit.</exception>
    /// <exception cref="DataException">A value is NaN or infinite.</exception>
    public DataSet<T> WithFeatures(Matrix<T> x, IReadOnlyList<string>? featureNames = null)
    {
        x = Matrices.Dense(x);
        DataSet<T> changed = new(Name, x, Y, Labels, featureNames ?? (x.RowCount == FeatureCount ? FeatureNames : null), TargetNames);
        RequireFinite(changed.X, changed.FeatureNames);
        return changed;
    }

    /// <summary>The same features with other numbers to predict, e.g. scaled ones: a set for regression.</summary>
    /// <param name="y">Targets x the same number of samples, finite.</param>
    /// <exception cref="ArgumentException">Numbers of samples do not fit.</exception>
    /// <exception cref="DataException">A value is NaN or infinite.</exception>
    public DataSet<T> WithTargets(Matrix<T> y) =>
        new(Name, X, y, FeatureNames, y?.RowCount == TargetCount && ClassCount == 0 ? TargetNames : null);

    /// <summary>The same features and classes with other labels, e.g. noisy ones.</summary>
    /// <param name="labels">One class per sample, 0 .. <see cref="ClassCount"/> - 1.</param>
    /// <exception cref="InvalidOperationException">This set is for regression.</exception>
    /// <exception cref="DataException">A label is not a class.</exception>
    public DataSet<T> WithLabels(int[] labels)
    {
        if (ClassCount == 0) throw new InvalidOperationException($"{Name} is a set for regression: it has no labels.");
        return new(Name, X, labels, TargetNames, FeatureNames);
    }

    /// <summary>The same samples in another number type.</summary>
    /// <typeparam name="TOther"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <exception cref="DataException">A value is too large for the type.</exception>
    public DataSet<TOther> To<TOther>() where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> =>
        ClassCount == 0
            ? new(Name, Matrices.Convert<T, TOther>(X), Matrices.Convert<T, TOther>(Y), FeatureNames, TargetNames)
            : new(Name, Matrices.Convert<T, TOther>(X), Labels, TargetNames, FeatureNames);

    /// <summary>Name and sizes in one line.</summary>
    public override string ToString() => $"{Name}: {SampleCount} samples, {FeatureCount} features, "
        + (ClassCount == 0 ? $"{TargetCount} targets" : $"{ClassCount} classes");

    void RequireFinite(Matrix<T> matrix, IReadOnlyList<string> names) =>
        Matrices.RequireFinite(matrix, (row, sample) => $"{Name}: column '{names[row]}' of sample {sample}");

    static IReadOnlyList<string> Names(string prefix, int count) => [.. Enumerable.Range(0, count).Select(index => $"{prefix}{index}")];

    static IReadOnlyList<string> Fitting(IReadOnlyList<string> names, int count, string parameter) => names.Count == count
        ? names
        : throw new ArgumentException($"{parameter} must hold {count} names, but holds {names.Count}.", parameter);
}
