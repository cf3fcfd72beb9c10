namespace NeuralLab.Charts;

/// <summary>
/// Builds figures. Every builder takes the title and the names of both axes with their units, and says what is missing.
/// </summary>
public static partial class Figures;
