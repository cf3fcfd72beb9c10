namespace NeuralLab.Benchmarks;

/// <summary>Networks along the lanes of a vector, whatever its width.</summary>
/// <typeparam name="T">float or double.</typeparam>
interface INetworksInLanes<T> : IDisposable
{
    /// <summary>One update of every network.</summary>
    /// <param name="X">Inputs x samples of all data, column by column.</param>
    /// <param name="Y">Outputs x samples.</param>
    /// <param name="samples">The batch of each network.</param>
    /// <param name="number">Of the step, from 1.</param>
    /// <param name="learningRate">Of this step.</param>
    void Step(T[] X, T[] Y, int[][] samples, long number, double learningRate);

    /// <summary>Puts the weights where the networks have theirs.</summary>
    void CopyWeightsBack();
}
