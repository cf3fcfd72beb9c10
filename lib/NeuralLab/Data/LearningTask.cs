namespace NeuralLab;

/// <summary>What is learned from a data set.</summary>
public enum LearningTask
{
    /// <summary>Numbers: targets are values.</summary>
    Regression,

    /// <summary>Classes: targets are one-hot columns, one row per class.</summary>
    Classification,
}
