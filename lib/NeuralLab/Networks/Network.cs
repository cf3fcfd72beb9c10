using System.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// A multilayer perceptron: layers one after another, each with its own parameters. Matrices are features x samples. Prediction never
/// changes the network and may run on several threads; training changes its parameters in place.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Network<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    const int PredictionSamples = 256;
    Pass<T>? spare;
    int isTraining;

    /// <summary>A network whose weights are drawn from seed 0, except those set by hand.</summary>
    /// <param name="layers">At least one; the outputs of each are the inputs of the next.</param>
    public Network(params Layer<T>[] layers)
        : this(0, layers)
    {
    }

    /// <summary>A network whose weights are drawn from a seed, except those set by hand.</summary>
    /// <param name="seed">The same seed gives the same weights, bit for bit.</param>
    /// <param name="layers">At least one; the outputs of each are the inputs of the next.</param>
    /// <exception cref="ArgumentException">No layer, layers that do not fit, or a layer of another network.</exception>
    public Network(int seed, params Layer<T>[] layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Length == 0) throw new ArgumentException("A network needs at least one layer.", nameof(layers));
        for (var l = 0; l < layers.Length; l++)
        {
            ArgumentNullException.ThrowIfNull(layers[l], nameof(layers));
            if (layers[l].Name.Length > 0 || Array.IndexOf(layers, layers[l]) < l)
                throw new ArgumentException($"Layer {l + 1} is already part of a network; make a layer for each place.", nameof(layers));
            if (l > 0 && layers[l].Inputs != layers[l - 1].Outputs)
                throw new ArgumentException(
                    $"Layer {l + 1} takes {layers[l].Inputs} inputs, but layer {l} gives {layers[l - 1].Outputs} outputs.", nameof(layers));
        }
        for (var l = 0; l < layers.Length; l++) layers[l].Join(l + 1);
        Layers = [.. layers];
        Parameters = [.. layers.SelectMany(layer => layer.Parameters)];
        Initialize(seed);
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Layer<T>> Layers { get; }

    /// <summary>Every parameter, layer by layer.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The arithmetic of every pass through this network.</summary>
    internal Kernels<T> Kernels { get; init; } = Kernels<T>.Current;

    /// <summary>Rows of the input.</summary>
    public int Inputs => Layers[0].Inputs;

    /// <summary>Rows of the output.</summary>
    public int Outputs => Layers[^1].Outputs;

    /// <summary>How many numbers the network learns.</summary>
    public int ParameterCount => Parameters.Sum(parameter => parameter.Count);

    /// <summary>Draws all weights anew, except those of layers made by hand.</summary>
    /// <param name="seed">The same seed gives the same weights, bit for bit.</param>
    public void Initialize(int seed)
    {
        for (var l = 0; l < Layers.Count; l++) Layers[l].Initialize(new(seed, RandomPurpose.Initialization, l));
    }

    /// <summary>What the network says about samples.</summary>
    /// <param name="X">Inputs x samples, finite, at least one sample.</param>
    /// <returns>Outputs x samples, a new matrix.</returns>
    /// <exception cref="ArgumentException">Another number of inputs, or no sample.</exception>
    /// <exception cref="DataException">A number is NaN or infinite.</exception>
    public Matrix<T> Predict(Matrix<T> X)
    {
        var input = RequireInput(X);
        var output = Matrices.Zeros<T>(Outputs, input.ColumnCount);
        var pass = Interlocked.Exchange(ref spare, null);
        var needed = Math.Min(PredictionSamples, input.ColumnCount);
        if (pass is null || pass.Capacity < needed) pass = new(this, needed, PassKind.Inference);
        for (var first = 0; first < input.ColumnCount; first += pass.Capacity)
        {
            var count = Math.Min(pass.Capacity, input.ColumnCount - first);
            input.Block().ColumnRange(first, count).Run.CopyTo(pass.Input.Block().Run);
            pass.Forward(new(0, count));
            pass.Output.Block().ColumnRange(0, count).Run.CopyTo(output.Block().ColumnRange(first, count).Run);
        }
        spare = pass;
        return output;
    }

    /// <summary>The class with the largest output, for each sample; of a single output, 1 where it is above one half, else 0.</summary>
    /// <param name="X">Inputs x samples.</param>
    /// <returns>One class index (from 0) for each sample.</returns>
    public int[] PredictClasses(Matrix<T> X)
    {
        var output = Predict(X);
        return Outputs > 1 ? OneHot.Decode(output) : [.. output.Enumerate().Select(y => y > T.CreateTruncating(0.5) ? 1 : 0)];
    }

    /// <summary>Forward pass at inference, every intermediate matrix kept.</summary>
    /// <param name="X">Inputs x samples.</param>
    public Pass<T> Forward(Matrix<T> X)
    {
        var input = RequireInput(X).Clone();
        var pass = new Pass<T>(this, input.ColumnCount, PassKind.Inspection, input);
        pass.Forward(pass.All);
        return pass;
    }

    /// <summary>
    /// Backpropagation through a forward pass: fills dA, dZ and dX of every layer and the gradient of every parameter. Changes no weight.
    /// </summary>
    /// <param name="pass">From <see cref="Forward"/>, of this network and its present weights.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="loss">What is differentiated, as a mean over the samples.</param>
    /// <param name="regularizer">A penalty to add, or null.</param>
    /// <returns>The mean loss, without the penalty.</returns>
    public double Backward(Pass<T> pass, Matrix<T> Y, Loss loss, Regularizer? regularizer = null)
    {
        ArgumentNullException.ThrowIfNull(pass);
        ArgumentNullException.ThrowIfNull(loss);
        if (pass.Network != this) throw new ArgumentException("The forward pass belongs to another network.", nameof(pass));
        Matrices.RequireSameShape(pass.Output, Y);
        var objective = new Objective<T>(this, loss, Matrices.Dense(Y));
        objective.Join(pass);
        var value = objective.Evaluate(pass);
        pass.Backward(pass.All);
        foreach (var layer in pass.Layers)
            foreach (var parameter in layer.Layer.Parameters)
            {
                layer.Layer.Gradient(layer.Slice(pass.All), parameter.All);
                layer.Layer.PenaltyOn(parameter, regularizer)?.Bind(Kernels).AddGradient(parameter.Value.Values(), parameter.Gradient.Values());
            }
        return value;
    }

    /// <summary>The mean loss on data, at inference.</summary>
    /// <param name="X">Inputs x samples.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="loss">The loss.</param>
    public double Evaluate(Matrix<T> X, Matrix<T> Y, Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new Objective<T>(this, loss, Matrices.Dense(Y)).Value(RequireInput(X));
    }

    /// <summary>A network of its own with the same layers and the same numbers.</summary>
    /// <exception cref="NotSupportedException">A <see cref="CustomLayer{T}"/> does not say how it is copied.</exception>
    public Network<T> Clone()
    {
        Network<T> clone = new([.. Layers.Select(layer => layer.Copy())]) { Kernels = Kernels };
        foreach (var (from, to) in Numbers.Zip(clone.Numbers)) from.Parameter.Value.CopyTo(to.Parameter.Value);
        return clone;
    }

    /// <summary>Everything the network knows, parameters and running statistics, with the names that files give them, such as 1.W.</summary>
    internal IEnumerable<(string Name, Parameter<T> Parameter)> Numbers => Layers.SelectMany(
        (layer, l) => layer.Parameters.Concat(layer.Buffers).Select(parameter => ($"{l + 1}.{parameter.Name}", parameter)));

    /// <summary>A table of the layers: outputs, activation, parameters. Print it, or read its rows.</summary>
    public NetworkSummary Summary() => NetworkSummary.Of(this);

    /// <summary>Trains, unless someone does so already: two at once would spoil each other's weights and nobody would know.</summary>
    internal TResult WhileTraining<TResult>(Func<TResult> train)
    {
        if (Interlocked.Exchange(ref isTraining, 1) != 0)
            throw new InvalidOperationException("The network is being trained already; train a clone, or wait until it is done.");
        try
        {
            return train();
        }
        finally
        {
            Volatile.Write(ref isTraining, 0);
        }
    }

    internal Matrix<T> RequireInput(Matrix<T> X)
    {
        var dense = Matrices.Dense(X);
        if (X.RowCount != Inputs)
            throw new ArgumentException($"X must have {Inputs} rows, one for each input of the network, but is {Matrices.ShapeOf(X)}.", nameof(X));
        Matrices.RequireFinite(dense, nameof(X));
        return dense;
    }
}
