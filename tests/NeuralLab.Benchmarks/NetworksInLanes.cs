using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NeuralLab.Kernels;

namespace NeuralLab.Benchmarks;

/// <summary>
/// As many networks of one shape as a vector has numbers, trained at once: every matrix is [number][network], and nothing is ever cut to
/// the width of a vector. Each network keeps its own samples and its own optimizer, and gets the same bits as alone.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="V">The vector: lane j belongs to network j.</typeparam>
sealed unsafe class NetworksInLanes<T, V> : INetworksInLanes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ILane<T, V>
{
    readonly Network<T>[] networks;
    readonly Kernels<T> kernels;
    readonly BoundActivation<T>[] activations;
    readonly BoundLoss<T> loss;
    readonly BoundOptimizer<T>[] optimizers;
    readonly T[][] first, second;
    readonly int[] sizes;
    readonly int batch, count, width;
    readonly nint[] A, dA;
    readonly T* weights, gradient, allWeights, allGradients, targets;
    readonly List<nint> rooms = [];

    /// <summary>Takes networks of dense layers, hidden ones with an activation that needs no Z backward, the last one linear.</summary>
    internal NetworksInLanes(Network<T>[] networks, Loss loss, Optimizer[] optimizers, int batch)
    {
        (this.networks, this.batch, kernels) = (networks, batch, networks[0].Kernels);
        var layers = networks[0].Layers;
        activations = [.. layers.Select(layer => layer.Activation!.Bind(kernels))];
        this.loss = loss.Bind(kernels);
        this.optimizers = [.. optimizers.Select(optimizer => optimizer.Bind(kernels))];
        sizes = [networks[0].Inputs, .. layers.Select(layer => layer.Outputs)];
        count = networks[0].ParameterCount;
        width = (count + 7) / 8 * 8;
        first = [.. networks.Select(_ => new T[count])];
        second = [.. networks.Select(_ => new T[count])];
        weights = Room(width);
        gradient = Room(width);
        allWeights = Room(width);
        allGradients = Room(width);
        targets = Room(batch * sizes[^1]);
        A = [.. sizes.Select(size => (nint)Room(batch * size))];
        dA = [.. sizes.Select(size => (nint)Room(batch * size))];
        EachParameter((numbers, there) => numbers.CopyTo(there));
    }

    /// <inheritdoc/>
    public void CopyWeightsBack() => EachParameter((numbers, there) => there.CopyTo(numbers));

    /// <inheritdoc/>
    public void Dispose() => rooms.ForEach(room => NativeMemory.AlignedFree((void*)room));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(T[] X, T[] Y, int[][] samples, long number, double learningRate)
    {
        var last = sizes.Length - 1;
        Packing<T, V>.Transpose(allWeights, width, V.Count, count, weights, V.Count);
        Gather(X, sizes[0], samples, (T*)A[0]);
        Gather(Y, sizes[last], samples, targets);
        T* layer = weights;
        for (var l = 0; l < last; l++)
        {
            int inputs = sizes[l], outputs = sizes[l + 1];
            T* W = layer, b = W + inputs * outputs * V.Count, Z = (T*)A[l + 1];
            LaneProduct<T, V>.Run(new(W, 1, outputs), new((T*)A[l], inputs, 1), new(Z, 1, outputs), new(b, 1, 0), outputs, batch, inputs);
            if (l < last - 1) activations[l].Apply(Whole(Z, outputs), Whole(Z, outputs));
            layer = b + outputs * V.Count;
        }
        var outs = sizes[last];
        loss.Evaluate(Whole((T*)A[last], outs), Whole(targets, outs), Whole((T*)dA[last], outs), [], 1.0 / (batch * outs));
        for (var l = last - 1; l >= 0; l--)
        {
            int inputs = sizes[l], outputs = sizes[l + 1];
            layer -= (inputs + 1) * outputs * V.Count;
            T* W = layer, dW = gradient + (W - weights), dZ = (T*)dA[l + 1], X0 = (T*)A[l], dX = (T*)dA[l];
            LaneProduct<T, V>.Run(new(dZ, 1, outputs), new(X0, 1, inputs), new(dW, 1, outputs), default, outputs, inputs, batch);
            kernels.RowSums(Whole(dZ, outputs), new(dW + inputs * outputs * V.Count, outputs * V.Count));
            if (l == 0) continue;
            LaneProduct<T, V>.Run(new(W, outputs, 1), new(dZ, outputs, 1), new(dX, 1, inputs), default, inputs, batch, outputs);
            activations[l - 1].Backward(Whole(X0, inputs), Whole(X0, inputs), Whole(dX, inputs), Whole(dX, inputs));
        }
        Packing<T, V>.Transpose(gradient, V.Count, count, V.Count, allGradients, width);
        for (var j = 0; j < V.Count; j++)
        {
            optimizers[j].BeginStep(number, learningRate);
            optimizers[j].Update(new(allWeights + j * width, count), new(allGradients + j * width, count), first[j], second[j], []);
        }
    }

    static void Gather(T[] numbers, int rows, int[][] samples, T* target)
    {
        for (var j = 0; j < V.Count; j++)
        {
            var to = target + j;
            foreach (var sample in samples[j])
                for (var i = 0; i < rows; i++, to += V.Count) *to = numbers[sample * rows + i];
        }
    }

    /// <summary>All samples of the batch: rows of every network, one column a sample.</summary>
    Block<T> Whole(T* numbers, int rows) => new(new(numbers, rows * V.Count * batch), rows * V.Count, batch, rows * V.Count);

    T* Room(int numbers)
    {
        var room = (T*)NativeMemory.AlignedAlloc((nuint)(numbers * V.Count * sizeof(T)), 64);
        rooms.Add((nint)room);
        return room;
    }

    void EachParameter(Copy copy)
    {
        for (var j = 0; j < V.Count; j++)
        {
            var there = allWeights + j * width;
            foreach (var parameter in networks[j].Parameters)
            {
                copy(parameter.Value.Values(), new(there, parameter.Count));
                there += parameter.Count;
            }
        }
    }

    delegate void Copy(Span<T> numbers, Span<T> there);
}
