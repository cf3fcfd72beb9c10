using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Keeps a matrix every few epochs, for figures that move with training. Memory is bounded: when there are too many, every second one
/// goes and the interval doubles.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class MatrixRecorder<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Func<Network<T>, Matrix<T>> look;
    readonly int firstInterval, most;
    readonly List<int> epochs = [];
    readonly List<Matrix<T>> values = [];
    int interval;

    /// <summary>Makes the observer.</summary>
    /// <param name="look">The matrix as it is now; nobody else may change it afterwards.</param>
    /// <param name="interval">Epochs from one matrix to the next, at least 1.</param>
    /// <param name="most">Largest number of matrices kept, at least 2.</param>
    private protected MatrixRecorder(Func<Network<T>, Matrix<T>> look, int interval, int most)
    {
        this.look = look;
        firstInterval = Check.AtLeast(1, interval);
        this.most = Check.AtLeast(2, most);
    }

    /// <summary>Epochs of the matrices; 0 is before training.</summary>
    public IReadOnlyList<int> Epochs => epochs;

    /// <summary>The matrices, all of one shape.</summary>
    public IReadOnlyList<Matrix<T>> Values => values;

    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state)
    {
        interval = firstInterval;
        epochs.Clear();
        values.Clear();
        EpochEnded(state);
    }

    internal override void Save(TensorSection section)
    {
        section.Add("interval", [interval]);
        section.Add("epochs", [.. epochs.Select(epoch => (double)epoch)]);
        for (var i = 0; i < values.Count; i++) section.Add($"value {i}", values[i]);
    }

    internal override void Load(TensorSection section)
    {
        interval = (int)section.Numbers("interval", 1)[0];
        double[] seen = section.Numbers("epochs");
        var (rows, columns) = (values[0].RowCount, values[0].ColumnCount);
        epochs.Clear();
        values.Clear();
        for (var i = 0; i < seen.Length; i++)
        {
            epochs.Add((int)seen[i]);
            values.Add(section.Get<T>($"value {i}", rows, columns));
        }
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        if (state.Epoch % interval != 0 || (epochs.Count > 0 && epochs[^1] == state.Epoch)) return;
        epochs.Add(state.Epoch);
        values.Add(look(state.Network));
        if (values.Count <= most) return;
        interval *= 2;
        for (var i = values.Count - 1; i >= 0; i--)
        {
            if (epochs[i] % interval == 0) continue;
            epochs.RemoveAt(i);
            values.RemoveAt(i);
        }
    }
}
