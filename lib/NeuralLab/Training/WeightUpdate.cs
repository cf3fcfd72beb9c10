using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// From what a batch left in the layers to new weights: the gradient of each chunk of weights, its penalty, and the optimizer's step
/// while the chunk is still in cache. With a limit on the global norm of the gradient, all gradients come before the first step.
/// </summary>
sealed class WeightUpdate<T> : IPieces
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // About 64 KB of float weights: small against a core's cache, large against the cost of claiming a chunk.
    const int ChunkWeights = 16_384;

    // Up to so many bytes the weights of a layer stay in the caches of the cores that read them (see the kernels' README).
    const int CachedBytes = 512 << 10;

    readonly Network<T> network;
    readonly Kernels<T> kernels;
    readonly BoundOptimizer<T> optimizer;
    readonly GradientClipping? clipping;
    readonly MaxNorm? maxNorm;
    readonly ParameterState[] parameters;
    readonly Chunk[] chunks;
    Pass<T>? pass;
    int samples;
    bool gradient, adds, isLast, step, isShared;

    internal WeightUpdate(Network<T> network, Optimizer optimizer, Regularizer? regularizer, GradientClipping? clipping, MaxNorm? maxNorm)
    {
        (this.network, this.clipping, this.maxNorm) = (network, clipping, maxNorm);
        kernels = network.Layers[0].Kernels;
        this.optimizer = optimizer.Bind(kernels);
        parameters =
        [
            .. network.Layers.SelectMany((layer, place) => layer.Parameters.Select(parameter =>
                new ParameterState(place, layer, parameter, this.optimizer.StateCount, Penalty.For(layer, parameter, regularizer)?.Bind(kernels))))
        ];
        chunks = [.. parameters.SelectMany(Chunks)];
    }

    /// <summary>The optimizer's numbers, for checkpoints: of each parameter, each state.</summary>
    internal IEnumerable<(Parameter<T> Parameter, int Layer, T[][] State)> State =>
        parameters.Select(state => (state.Parameter, state.Place, state.State));

    internal BoundOptimizer<T> Optimizer => optimizer;

    /// <summary>Makes the gradient of a part of the batch which is not its last, or adds it to that of the parts before.</summary>
    internal void AddGradient(Pass<T> pass, int samples, bool isFirst, int threads)
    {
        (this.pass, this.samples, adds, gradient, isLast, step) = (pass, samples, !isFirst, true, false, false);
        Workers.Run(this, chunks.Length, threads);
    }

    /// <summary>The gradient of the batch, or of its last part, and the step.</summary>
    internal void Run(Pass<T> pass, int samples, bool isFirst, long number, double learningRate, int threads)
    {
        (this.pass, this.samples, adds, isLast, isShared) = (pass, samples, !isFirst, true, threads > 1);
        optimizer.BeginStep(number, learningRate);
        if (clipping is null or { GlobalNorm: null })
        {
            (gradient, step) = (true, true);
            Workers.Run(this, chunks.Length, threads);
        }
        else
        {
            (gradient, step) = (true, false);
            Workers.Run(this, chunks.Length, threads);
            ClipGlobalNorm(clipping.GlobalNorm.Value);
            (gradient, step) = (false, true);
            Workers.Run(this, chunks.Length, threads);
        }
        if (maxNorm is not null) foreach (var state in parameters) if (!state.Parameter.IsBias) maxNorm.Apply(state.Parameter.Value);
    }

    void IPieces.Run(int piece)
    {
        ref readonly var chunk = ref chunks[piece];
        var state = chunk.State;
        Span<T> weights = state.Parameter.Value.Values().AsSpan(chunk.First, chunk.Count);
        Span<T> slope = state.Parameter.Gradient.Values().AsSpan(chunk.First, chunk.Count);
        if (gradient)
        {
            state.Layer.Gradient(pass!.At(state.Place), state.Parameter, samples, chunk.FirstColumn, chunk.Columns, adds);
            if (!isLast) return;
            state.Penalty?.AddGradient(weights, slope);
            if (clipping?.Value is { } limit) GradientClipping.Cut(slope, limit);
        }
        if (step)
            optimizer.Update(
                weights, slope, state.Span(0, chunk), state.Span(1, chunk), state.Span(2, chunk), isShared && state.StaysInCache);
    }

    void ClipGlobalNorm(double limit)
    {
        var squares = 0.0;
        foreach (var state in parameters) squares += kernels.SumOfSquares(state.Parameter.Gradient.Values());
        var factor = limit / (Math.Sqrt(squares) + 1e-6);
        if (factor < 1) foreach (var state in parameters) kernels.Multiply(state.Parameter.Gradient.Values(), factor);
    }

    static IEnumerable<Chunk> Chunks(ParameterState state)
    {
        int rows = state.Parameter.Value.RowCount, columns = state.Parameter.Value.ColumnCount;
        var width = Math.Max(12, ChunkWeights / rows / 12 * 12);
        for (var first = 0; first < columns; first += width)
        {
            var part = Math.Min(width, columns - first);
            yield return new(state, first, part, first * rows, part * rows);
        }
    }

    sealed class ParameterState(int place, Layer<T> layer, Parameter<T> parameter, int stateCount, BoundPenalty<T>? penalty)
    {
        internal int Place => place;

        internal Layer<T> Layer => layer;

        internal Parameter<T> Parameter => parameter;

        internal BoundPenalty<T>? Penalty => penalty;

        internal bool StaysInCache => (long)parameter.Count * Unsafe.SizeOf<T>() <= CachedBytes;

        internal T[][] State { get; } = [.. Enumerable.Range(0, stateCount).Select(_ => new T[parameter.Count])];

        internal Span<T> Span(int number, in Chunk chunk) =>
            number < State.Length ? State[number].AsSpan(chunk.First, chunk.Count) : default;
    }

    readonly record struct Chunk(ParameterState State, int FirstColumn, int Columns, int First, int Count);
}
