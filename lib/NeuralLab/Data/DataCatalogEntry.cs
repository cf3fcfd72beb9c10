namespace NeuralLab;

/// <summary>A data set that the library knows.</summary>
/// <param name="Name">What <c>neurallab data get</c> and the loaders call it.</param>
/// <param name="Task">Regression or classification.</param>
/// <param name="TrainingRows">Number of samples, or of training samples where the set comes in two parts.</param>
/// <param name="TestRows">Number of test samples; 0 where the set comes in one part.</param>
/// <param name="Columns">Numbers per sample: features and targets, or features and the label.</param>
/// <param name="Where">Its files: shipped ones inside the data folder, downloaded ones by their full path.</param>
/// <param name="IsPresent">Whether all its files are there.</param>
/// <param name="Note">What is special about it; may be empty.</param>
public sealed record DataCatalogEntry(
    string Name, LearningTask Task, int TrainingRows, int TestRows, int Columns, string Where, bool IsPresent, string Note);
