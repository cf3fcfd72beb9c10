using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Keeps what the network says about chosen samples every few updates of its weights, for figures of what happens within an epoch.
/// Recording ends when there are enough; training goes on.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StepPredictionRecorder<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly Matrix<T> X;
    readonly int interval, most;
    readonly List<long> steps = [];
    readonly List<Matrix<T>> values = [];

    /// <summary>Makes the observer.</summary>
    /// <param name="X">Inputs x samples: what to ask the network.</param>
    /// <param name="interval">Updates from one prediction to the next, at least 1. Default 1.</param>
    /// <param name="most">Largest number of predictions kept, at least 2. Default 60: a page stays light.</param>
    public StepPredictionRecorder(Matrix<T> X, int interval = 1, int most = 60)
    {
        ArgumentNullException.ThrowIfNull(X);
        this.X = X;
        this.interval = Check.AtLeast(1, interval);
        this.most = Check.AtLeast(2, most);
    }

    /// <summary>Updates of the weights before each prediction; the first is before training, 0 in a fresh run.</summary>
    public IReadOnlyList<long> Steps => steps;

    /// <summary>The predictions, outputs x samples each.</summary>
    public IReadOnlyList<Matrix<T>> Values => values;

    /// <inheritdoc/>
    public override bool WatchesSteps => true;

    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state)
    {
        steps.Clear();
        values.Clear();
        Keep(state);
    }

    /// <inheritdoc/>
    public override void StepEnded(TrainingState<T> state)
    {
        if (values.Count < most && state.Step % interval == 0) Keep(state);
    }

    internal override void Save(TensorSection section)
    {
        section.Add("steps", [.. steps.Select(step => (double)step)]);
        for (var i = 0; i < values.Count; i++) section.Add($"value {i}", values[i]);
    }

    internal override void Load(TensorSection section)
    {
        double[] seen = section.Numbers("steps");
        var (rows, columns) = (values[0].RowCount, values[0].ColumnCount);
        steps.Clear();
        values.Clear();
        for (var i = 0; i < seen.Length; i++)
        {
            steps.Add((long)seen[i]);
            values.Add(section.Get<T>($"value {i}", rows, columns));
        }
    }

    void Keep(TrainingState<T> state)
    {
        steps.Add(state.Step);
        values.Add(state.Network.Predict(X));
    }
}
