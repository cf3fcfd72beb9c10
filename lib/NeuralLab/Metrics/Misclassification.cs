namespace NeuralLab;

/// <summary>A sample predicted as a class that it is not.</summary>
/// <param name="Sample">Which sample, from 0.</param>
/// <param name="Truth">Its true class.</param>
/// <param name="Predicted">The predicted class.</param>
/// <param name="Score">The score of the predicted class: after softmax, how sure the network was.</param>
public sealed record Misclassification(int Sample, int Truth, int Predicted, double Score);
