using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>Class labels as one-hot columns and back.</summary>
public static class OneHot
{
    /// <summary>A column per label: 1 in the row of its class, 0 elsewhere. Classes x samples.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="labels">One class per sample, 0 .. <paramref name="classCount"/> - 1; at least one sample.</param>
    /// <param name="classCount">Number of classes, at least 1.</param>
    /// <exception cref="ArgumentException">No label, or no class.</exception>
    /// <exception cref="DataException">A label is not a class.</exception>
    public static Matrix<T> Encode<T>(int[] labels, int classCount) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckLabels(labels, classCount);
        if ((long)classCount * labels.Length > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(classCount), $"{classCount} classes x {labels.Length} samples are too many: at most {Array.MaxLength} numbers fit a matrix.");
        var encoded = new T[classCount * labels.Length];
        for (int sample = 0; sample < labels.Length; sample++) encoded[sample * classCount + labels[sample]] = T.One;
        return Matrix<T>.Build.Dense(classCount, labels.Length, encoded);
    }

    /// <summary>The class of every column: the row of its largest value, the first of equals. Also reads a network's scores.</summary>
    /// <typeparam name="T"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="scores">Classes x samples, without NaN.</param>
    /// <returns>One class per sample.</returns>
    /// <exception cref="DataException">A score is NaN.</exception>
    public static int[] Decode<T>(Matrix<T> scores) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        scores = Matrices.Dense(scores);
        T[] values = scores.AsColumnMajorArray();
        int[] labels = new int[scores.ColumnCount];
        for (int sample = 0; sample < labels.Length; sample++)
        {
            var column = values.AsSpan(sample * scores.RowCount, scores.RowCount);
            int largest = 0;
            for (int row = 0; row < column.Length; row++)
            {
                if (T.IsNaN(column[row])) throw new DataException($"The score of class {row} for sample {sample} is NaN.");
                if (column[row] > column[largest]) largest = row;
            }
            labels[sample] = largest;
        }
        return labels;
    }

    internal static int ClassesIn(int[] labels) => labels is null or [] ? 1 : Math.Max(labels.Max(), 0) + 1;

    internal static void CheckLabels(int[] labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length == 0) throw new ArgumentException("labels must hold at least one label, but is empty.", nameof(labels));
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        int wrong = Array.FindIndex(labels, label => (uint)label >= (uint)classCount);
        if (wrong >= 0)
            throw new DataException($"The label of sample {wrong} is {labels[wrong]}; it must be a class of 0 .. {classCount - 1}.");
    }
}
