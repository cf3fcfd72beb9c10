using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using Vector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace NeuralLab;

/// <summary>
/// Principal component analysis: turns the axes into the directions in which the training samples vary most, and keeps the first few.
/// Signs are chosen so that the sample that lies farthest along a component lies on its positive side (scikit-learn's convention).
/// </summary>
/// <typeparam name="T"><see cref="double"/> or <see cref="float"/>; it is computed in double.</typeparam>
/// <param name="componentCount">How many components to keep: at least 1, at most the smaller of features and samples.</param>
/// <exception cref="ArgumentOutOfRangeException"><paramref name="componentCount"/> is less than 1.</exception>
public sealed class Pca<T>(int componentCount) : FeatureTransform<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    Matrix<double>? components;
    Vector? mean;
    double[] variance = [], ratio = [];

    /// <summary>How many components are kept.</summary>
    public int ComponentCount { get; } = Check.AtLeast(1, componentCount);

    /// <summary>The directions, components x features, each of length 1, the first the one of largest variance.</summary>
    /// <exception cref="NotFittedException">It was not fitted.</exception>
    public Matrix<double> Components => Fitted(components!);

    /// <summary>The training mean of every feature.</summary>
    /// <exception cref="NotFittedException">It was not fitted.</exception>
    public IReadOnlyList<double> Mean => Fitted(mean!).AsArray();

    /// <summary>The training variance along every component (of a sample, divided by n - 1).</summary>
    /// <exception cref="NotFittedException">It was not fitted.</exception>
    public IReadOnlyList<double> ExplainedVariance => Fitted(variance);

    /// <summary>The part of the training variance of all features that every component holds, in [0, 1].</summary>
    /// <exception cref="NotFittedException">It was not fitted.</exception>
    public IReadOnlyList<double> ExplainedVarianceRatio => Fitted(ratio);

    /// <summary>
    /// Leads from components back to features: exactly if none were dropped, else to the nearest point that they can describe.
    /// </summary>
    /// <param name="x">Components x samples, finite. Not changed.</param>
    /// <returns>Features x samples.</returns>
    /// <exception cref="NotFittedException">It was not fitted.</exception>
    /// <exception cref="ArgumentException">Null, empty, or another number of components.</exception>
    /// <exception cref="DataException">A value is not finite.</exception>
    public Matrix<T> Inverse(Matrix<T> x)
    {
        var scores = Matrices.Convert<T, double>(Checked(x, ComponentCount));
        return Matrices.Convert<double, T>(Moved(Components.TransposeThisAndMultiply(scores), mean!));
    }

    private protected override Matrix<T> Apply(Matrix<T> x) =>
        Matrices.Convert<double, T>(components! * Moved(Matrices.Convert<T, double>(x), -mean!));

    private protected override void Learn(Matrix<T> x)
    {
        if (ComponentCount > Math.Min(x.RowCount, x.ColumnCount) || x.ColumnCount < 2)
            throw new DataException(
                $"{ComponentCount} components need at least as many features and samples, and 2 samples; got {Matrices.ShapeOf(x)}.");
        var centered = Matrices.Convert<T, double>(x);
        var newMean = centered.RowSums() / centered.ColumnCount;
        centered = Moved(centered, -newMean);
        double largest = centered.Enumerate().Max(Math.Abs);
        if (largest == 0) throw new DataException("Every feature is constant: there is no direction to find.");
        if (!double.IsFinite(largest) || !newMean.ForAll(double.IsFinite)) throw TooLarge();
        // So that squares of very large or small values neither overflow nor vanish. (MathNet's own division multiplies by 1 / largest,
        // which may be infinite.)
        centered.MapInplace(value => value / largest);

        // The triangle of a QR decomposition has the singular values and directions of the whole matrix and is as small as its short side:
        // the many samples are never decomposed themselves.
        Matrix<double> directions;
        Vector singular;
        if (centered.ColumnCount >= centered.RowCount)
        {
            var decomposition = centered.Transpose().QR().R.Svd();
            (directions, singular) = (decomposition.VT, decomposition.S);
        }
        else
        {
            var triangle = centered.QR();
            var decomposition = triangle.R.Svd();
            (directions, singular) = ((triangle.Q * decomposition.U).Transpose(), decomposition.S);
        }
        directions = directions.SubMatrix(0, ComponentCount, 0, centered.RowCount);
        foreach (var (component, scores) in (directions * centered).EnumerateRowsIndexed())
            if (scores[scores.AbsoluteMaximumIndex()] < 0) directions.SetRow(component, -directions.Row(component));
        double total = singular.DotProduct(singular);
        double[] newVariance =
            [.. singular.Take(ComponentCount).Select(value => Math.Pow(value * largest, 2) / (centered.ColumnCount - 1))];
        if (!double.IsFinite(newVariance[0])) throw TooLarge();
        (components, mean, variance) = (directions, newMean, newVariance);
        ratio = [.. singular.Take(ComponentCount).Select(value => value * value / total)];
    }

    static DataException TooLarge() => new("The values are too large or too far apart to be analysed.");

    static Matrix<double> Moved(Matrix<double> x, Vector by) =>
        Matrix<double>.Build.Dense(x.RowCount, x.ColumnCount, (row, column) => x[row, column] + by[row]);

    TValue Fitted<TValue>(TValue value)
    {
        ThrowIfNotFitted();
        return value;
    }
}
