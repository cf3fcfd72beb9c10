namespace NeuralLab.Labs;

/// <summary>Stands in a student's copy where the answer of an exercise goes; whoever uses the answer too early reads which exercise it is.</summary>
/// <param name="exercise">Such as <c>NN2.2</c>.</param>
public sealed class UnsolvedException(string exercise)
    : NotImplementedException($"Exercise {exercise} is not solved yet. This cell needs its answer; the cells that do not need it run without.");
