using System.Numerics;
using System.Runtime.CompilerServices;
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

    // A chunk has so many columns at least: its gradient then reads dZ often enough to make up for a copy in reading order.
    const int LeastColumns = 96;

    readonly Kernels<T> kernels;
    readonly BoundOptimizer<T> optimizer;
    readonly GradientClipping? clipping;
    readonly MaxNorm? maxNorm;
    readonly int threads;
    readonly ParameterState[] parameters;
    readonly Chunk[] chunks;

    // What the chunks of a round share.
    Pass<T>? pass;
    SampleRange samples;
    Phases phases;

    internal WeightUpdate(
        Network<T> network, Optimizer optimizer, Regularizer? regularizer, GradientClipping? clipping, MaxNorm? maxNorm, int threads)
    {
        (kernels, this.clipping, this.maxNorm, this.threads) = (network.Kernels, clipping, maxNorm, threads);
        this.optimizer = optimizer.Bind(kernels);
        parameters =
        [
            .. network.Layers.SelectMany((layer, place) => layer.Parameters.Select(parameter => new ParameterState(
                place, layer, parameter, this.optimizer.StateCount, layer.PenaltyOn(parameter, regularizer)?.Bind(kernels))))
        ];
        chunks = [.. parameters.SelectMany(Chunks)];
    }

    /// <summary>What a round does with each chunk, in this order.</summary>
    [Flags]
    enum Phases
    {
        /// <summary>The gradient of some samples, or added to that of the samples before.</summary>
        Gradient = 1,

        /// <summary>What changes the gradient of the whole batch, weight by weight: penalty and a limit on values.</summary>
        Correction = 2,

        /// <summary>The optimizer's step.</summary>
        Step = 4,
    }

    /// <summary>The optimizer's numbers, for checkpoints: of each parameter, each state.</summary>
    internal IEnumerable<(Parameter<T> Parameter, int Layer, T[][] State)> State =>
        parameters.Select(state => (state.Parameter, state.Place, state.State));

    internal BoundOptimizer<T> Optimizer => optimizer;

    /// <summary>The gradient of a part of the batch that is not its last.</summary>
    internal void AddGradient(Pass<T> pass, SampleRange part)
    {
        (this.pass, samples) = (pass, part);
        Round(Phases.Gradient);
    }

    /// <summary>The gradient of the batch, or of its last part, and the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Run(Pass<T> pass, SampleRange part, long number, double learningRate)
    {
        (this.pass, samples) = (pass, part);
        optimizer.BeginStep(number, learningRate);
        if (clipping?.GlobalNorm is { } limit)
        {
            Round(Phases.Gradient | Phases.Correction);
            ClipGlobalNorm(limit);
            Round(Phases.Step);
        }
        else
        {
            Round(Phases.Gradient | Phases.Correction | Phases.Step);
        }
        if (maxNorm is not null) foreach (var state in parameters) if (state.Parameter.IsPenalized) maxNorm.Apply(state.Parameter.Value);
    }

    void Round(Phases phases)
    {
        this.phases = phases;
        Workers.Run(this, chunks.Length, threads);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void IPieces.Run(int piece)
    {
        ref readonly var chunk = ref chunks[piece];
        var (state, part) = (chunk.State, chunk.Part);
        Span<T> weights = part.Values, slope = part.Gradient.Run;
        if ((phases & Phases.Gradient) != 0) state.Layer.Gradient(pass!.At(state.Place).Slice(samples), part);
        if ((phases & Phases.Correction) != 0)
        {
            state.Penalty?.AddGradient(weights, slope);
            if (clipping?.Value is { } limit) GradientClipping.Cut(slope, limit);
        }
        if ((phases & Phases.Step) != 0)
            optimizer.Update(weights, slope, state.Of(0, part), state.Of(1, part), state.Of(2, part));
    }

    void ClipGlobalNorm(double limit)
    {
        var squares = 0.0;
        foreach (var state in parameters) squares += kernels.SumOfSquares(state.Parameter.Gradient.Values());
        var factor = limit / (Math.Sqrt(squares) + 1e-6);
        if (factor < 1) foreach (var state in parameters) kernels.Scale(state.Parameter.Gradient.Values(), factor);
    }

    static IEnumerable<Chunk> Chunks(ParameterState state)
    {
        int rows = state.Parameter.Value.RowCount, columns = state.Parameter.Value.ColumnCount;
        var width = Math.Max(LeastColumns, ChunkWeights / rows / 12 * 12);
        for (var first = 0; first < columns; first += width)
            yield return new(state, new(state.Parameter, first, Math.Min(width, columns - first)));
    }

    sealed class ParameterState(int place, Layer<T> layer, Parameter<T> parameter, int stateCount, BoundPenalty<T>? penalty)
    {
        internal int Place => place;

        internal Layer<T> Layer => layer;

        internal Parameter<T> Parameter => parameter;

        internal BoundPenalty<T>? Penalty => penalty;

        internal T[][] State { get; } = [.. Enumerable.Range(0, stateCount).Select(_ => new T[parameter.Count])];

        internal Span<T> Of(int number, in ParameterColumns<T> part) => number < State.Length ? part.Of(State[number]) : default;
    }

    readonly record struct Chunk(ParameterState State, ParameterColumns<T> Part);
}
