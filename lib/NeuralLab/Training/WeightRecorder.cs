using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Keeps copies of one parameter every few epochs, for figures of weights over time. Memory is bounded: when there are too many
/// copies, every second one goes and the interval doubles.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightRecorder<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Func<Network<T>, Parameter<T>> parameter;
    readonly int firstInterval, most;
    readonly List<int> epochs = [];
    readonly List<Matrix<T>> values = [];
    int interval;

    /// <summary>Makes the observer.</summary>
    /// <param name="parameter">Which parameter, such as <c>network => network.Parameters[0]</c>.</param>
    /// <param name="interval">Epochs from one copy to the next, at least 1. Default 1.</param>
    /// <param name="most">Largest number of copies kept, at least 2. Default 200.</param>
    public WeightRecorder(Func<Network<T>, Parameter<T>> parameter, int interval = 1, int most = 200)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        this.parameter = parameter;
        firstInterval = Check.AtLeast(1, interval);
        this.most = Check.AtLeast(2, most);
    }

    /// <summary>Epochs of the copies; 0 is before training.</summary>
    public IReadOnlyList<int> Epochs => epochs;

    /// <summary>The copies, each of the parameter's shape.</summary>
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
        values.Add(parameter(state.Network).Value.Clone());
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
