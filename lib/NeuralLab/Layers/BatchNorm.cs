using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Batch normalisation: A = gamma (X - mean) / sqrt(variance + epsilon) + beta for each feature (Ioffe and Szegedy, 2015). While
/// training, mean and (biased) variance are the batch's, and running statistics follow them: new = (1 - momentum) old + momentum *
/// batch, with the unbiased variance; at inference the running statistics are used. PyTorch's definition and defaults.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchNorm<T> : Layer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    readonly double[] inverseDeviation;

    /// <summary>Makes the layer.</summary>
    /// <param name="size">Inputs and outputs, at least 1.</param>
    /// <param name="momentum">Weight of the newest batch in the running statistics, in [0, 1). Default 0.1.</param>
    /// <param name="epsilon">Added to the variance, > 0. Default 1e-5.</param>
    public BatchNorm(int size, double momentum = 0.1, double epsilon = 1e-5)
        : base(size, size)
    {
        Momentum = Check.Fraction(momentum);
        Epsilon = Check.Positive(epsilon);
        Gamma = new("gamma", size, 1, isPenalized: false);
        Beta = new("beta", size, 1, isPenalized: false);
        RunningMean = new("running mean", size, 1);
        RunningVariance = new("running variance", size, 1);
        Parameters = [Gamma, Beta];
        Buffers = [RunningMean, RunningVariance];
        inverseDeviation = new double[size];
        Gamma.Value.Values().AsSpan().Fill(T.One);
        RunningVariance.Value.Values().AsSpan().Fill(T.One);
    }

    /// <summary>Weight of the newest batch in the running statistics.</summary>
    public double Momentum { get; }

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Scale of each feature, size x 1; begins at 1.</summary>
    public Parameter<T> Gamma { get; }

    /// <summary>Shift of each feature, size x 1; begins at 0.</summary>
    public Parameter<T> Beta { get; }

    /// <summary>Mean of each feature as inference sees it, size x 1; begins at 0.</summary>
    public Parameter<T> RunningMean { get; }

    /// <summary>Unbiased variance of each feature as inference sees it, size x 1; begins at 1.</summary>
    public Parameter<T> RunningVariance { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Buffers { get; }

    internal override Layer<T> Copy() => new BatchNorm<T>(Inputs, Momentum, Epsilon) { Regularizer = Regularizer };

    internal override bool NeedsWholeBatch => true;

    internal override int SmallestBatch => 2;

    internal override Matrix<T> CreateScratch(int samples) => Matrices.Zeros<T>(Outputs, samples);

    internal override void Forward(in LayerSlice<T> s)
    {
        Block<T> X = s.X, A = s.A, normalised = s.Scratch.IsEmpty ? A : s.Scratch;
        for (var i = 0; i < Outputs; i++)
        {
            var (mean, variance) = s.Key.IsTraining
                ? LearnStatistics(X, i)
                : (double.CreateTruncating(RunningMean.Value[i, 0]), double.CreateTruncating(RunningVariance.Value[i, 0]));
            var inverse = 1 / Math.Sqrt(variance + Epsilon);
            if (!s.Scratch.IsEmpty) inverseDeviation[i] = inverse;
            T gamma = Gamma.Value[i, 0], beta = Beta.Value[i, 0];
            for (var j = 0; j < X.Columns; j++)
            {
                normalised[i, j] = T.CreateTruncating((double.CreateTruncating(X[i, j]) - mean) * inverse);
                A[i, j] = gamma * normalised[i, j] + beta;
            }
        }
    }

    internal override void Backward(in LayerSlice<T> s)
    {
        Block<T> dA = s.dA, dX = s.dX, normalised = s.Scratch;
        var count = dA.Columns;
        for (var i = 0; i < Outputs; i++)
        {
            double sum = 0, product = 0;
            for (var j = 0; j < count; j++)
            {
                var upstream = double.CreateTruncating(dA[i, j]);
                sum += upstream;
                product += upstream * double.CreateTruncating(normalised[i, j]);
            }
            Beta.Gradient[i, 0] = T.CreateTruncating(sum);
            Gamma.Gradient[i, 0] = T.CreateTruncating(product);
            if (dX.IsEmpty) continue;
            var scale = double.CreateTruncating(Gamma.Value[i, 0]) * inverseDeviation[i];
            // The batch's own mean and variance depend on X too; fixed running statistics do not.
            double meanPart = s.Key.IsTraining ? sum / count : 0, spreadPart = s.Key.IsTraining ? product / count : 0;
            for (var j = 0; j < count; j++)
                dX[i, j] = T.CreateTruncating(
                    scale * (double.CreateTruncating(dA[i, j]) - meanPart - double.CreateTruncating(normalised[i, j]) * spreadPart));
        }
    }

    (double Mean, double Variance) LearnStatistics(Block<T> X, int feature)
    {
        double sum = 0, squares = 0;
        for (var j = 0; j < X.Columns; j++) sum += double.CreateTruncating(X[feature, j]);
        var mean = sum / X.Columns;
        for (var j = 0; j < X.Columns; j++)
        {
            var difference = double.CreateTruncating(X[feature, j]) - mean;
            squares += difference * difference;
        }
        Follow(RunningMean.Value, feature, mean);
        Follow(RunningVariance.Value, feature, squares / (X.Columns - 1));
        return (mean, squares / X.Columns);
    }

    void Follow(Matrix<T> running, int feature, double value) =>
        running[feature, 0] = T.CreateTruncating((1 - Momentum) * double.CreateTruncating(running[feature, 0]) + Momentum * value);
}
