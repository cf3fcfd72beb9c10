using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Charts;

/// <summary>One strength of a penalty, and the network that was trained with it.</summary>
/// <param name="Label">The strength, such as <c>"0.003"</c>.</param>
/// <param name="Outputs">What the network gives for <see cref="RegionMap.Inputs"/>, outputs x samples.</param>
/// <param name="Weights">All weights of the network, at least one.</param>
/// <param name="TrainingLoss">Its loss on the training data.</param>
/// <param name="ValidationLoss">Its loss on data that it was not trained on.</param>
public sealed record PenaltyStep(string Label, Matrix<double> Outputs, Values Weights, double TrainingLoss, double ValidationLoss);
