using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

/// <summary>
/// A grid of points over a square of two inputs. Give <see cref="Inputs"/> to a network and its outputs to
/// <see cref="Figures.DecisionRegions(string, RegionMap, Matrix{double}, IReadOnlyList{Series}, Axis, Axis)"/>.
/// </summary>
public sealed class RegionMap
{
    /// <summary>A grid over a square.</summary>
    /// <param name="from">The smallest value of both inputs.</param>
    /// <param name="to">The largest value of both inputs.</param>
    /// <param name="resolution">Points per side, at least 2; 80 by default. Each costs a prediction.</param>
    /// <exception cref="ArgumentException"><paramref name="from"/> is not below <paramref name="to"/>, or the resolution is below 2.</exception>
    public RegionMap(double from, double to, int resolution = 80)
    {
        if (!(from < to))
            throw new ArgumentException(FormattableString.Invariant($"Expected from < to, got {from} and {to}."), nameof(from));
        ArgumentOutOfRangeException.ThrowIfLessThan(resolution, 2);
        Positions = [.. Enumerable.Range(0, resolution).Select(index => from + (to - from) * index / (resolution - 1))];
        Inputs = Matrix<double>.Build.Dense(2, resolution * resolution, (row, point) => Positions[row == 0 ? point % resolution : point / resolution]);
    }

    /// <summary>The points, 2 x samples: what a network takes.</summary>
    public Matrix<double> Inputs { get; }

    /// <summary>The positions along both axes.</summary>
    internal double[] Positions { get; }

    /// <summary>
    /// The class at every point, row by row. With several outputs the class is the largest; with one, it is 1 from 0.5 on.
    /// </summary>
    /// <param name="outputs">Outputs x samples.</param>
    internal int[][] Classes(Matrix<double> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        Check.SameCount(Inputs.ColumnCount, outputs.ColumnCount, "one column of outputs per point of the map", nameof(outputs));
        return [.. Enumerable.Range(0, outputs.ColumnCount).Select(point => Class(outputs, point)).Chunk(Positions.Length)];
    }

    static int Class(Matrix<double> outputs, int point) =>
        outputs.RowCount == 1 ? (outputs[0, point] >= 0.5 ? 1 : 0) : outputs.Column(point).MaximumIndex();
}
