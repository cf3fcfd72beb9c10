using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Records, epoch by epoch and layer by layer, how long gradients are and how far updates go: the mean over the epoch's steps of the
/// gradient's norm (penalties and clipping included) and of |change of the parameters| / |parameters|. A ratio about 0.001 is usual;
/// far above it training is rough, far below it stands still.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GradientFlowRecorder<T> : TrainingObserver<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly List<double[]> gradientNorms = [], updateRatios = [];
    Layer<T>[] layers = [];
    T[][][] before = [];
    double[] norms = [], ratios = [];
    int steps;

    /// <summary>The layers that learn, first to last.</summary>
    public IReadOnlyList<string> Layers => [.. layers.Select(layer => layer.Name)];

    /// <summary>Entry [epoch - 1][layer]: mean norm of the gradient.</summary>
    public IReadOnlyList<IReadOnlyList<double>> GradientNorms => gradientNorms;

    /// <summary>Entry [epoch - 1][layer]: mean ratio of update to parameters.</summary>
    public IReadOnlyList<IReadOnlyList<double>> UpdateRatios => updateRatios;

    /// <inheritdoc/>
    public override bool WatchesSteps => true;

    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state)
    {
        gradientNorms.Clear();
        updateRatios.Clear();
        layers = [.. state.Network.Layers.Where(layer => layer.Parameters.Count > 0)];
        before = [.. layers.Select(layer => layer.Parameters.Select(parameter => parameter.Value.ToColumnMajorArray()).ToArray())];
        Begin();
    }

    /// <inheritdoc/>
    public override void StepEnded(TrainingState<T> state)
    {
        steps++;
        for (var l = 0; l < layers.Length; l++)
        {
            norms[l] += Inspect.GradientNorm(state.Network, layers[l]);
            double change = 0, size = 0;
            for (var p = 0; p < before[l].Length; p++)
            {
                ReadOnlySpan<T> now = layers[l].Parameters[p].Value.Values();
                var then = before[l][p];
                for (var i = 0; i < then.Length; i++)
                {
                    double was = double.CreateTruncating(then[i]), difference = double.CreateTruncating(now[i]) - was;
                    change += difference * difference;
                    size += was * was;
                }
                now.CopyTo(then);
            }
            if (size > 0) ratios[l] += Math.Sqrt(change / size);
        }
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        gradientNorms.Add([.. norms.Select(sum => sum / steps)]);
        updateRatios.Add([.. ratios.Select(sum => sum / steps)]);
        Begin();
    }

    internal override void Save(TensorSection section)
    {
        for (var epoch = 0; epoch < gradientNorms.Count; epoch++)
        {
            section.Add($"norms {epoch}", gradientNorms[epoch]);
            section.Add($"ratios {epoch}", updateRatios[epoch]);
        }
        for (var l = 0; l < layers.Length; l++)
            for (var p = 0; p < before[l].Length; p++) section.Add($"before {l} {p}", layers[l].Parameters[p].Value);
    }

    internal override void Load(TensorSection section)
    {
        for (var epoch = 0; section.Numbers($"norms {epoch}") is { Length: > 0 }; epoch++)
        {
            gradientNorms.Add(section.Numbers($"norms {epoch}", layers.Length));
            updateRatios.Add(section.Numbers($"ratios {epoch}", layers.Length));
        }
        for (var l = 0; l < layers.Length; l++)
            for (var p = 0; p < before[l].Length; p++)
            {
                var shape = layers[l].Parameters[p].Value;
                before[l][p] = section.Get<T>($"before {l} {p}", shape.RowCount, shape.ColumnCount).ToColumnMajorArray();
            }
    }

    void Begin() => (norms, ratios, steps) = (new double[layers.Length], new double[layers.Length], 0);
}
