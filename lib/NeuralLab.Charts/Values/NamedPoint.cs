namespace NeuralLab.Charts;

/// <summary>A point of the plane with a name and a class.</summary>
/// <param name="Name">What stands beside it: <c>"(0, 1)"</c>.</param>
/// <param name="X">Where it is.</param>
/// <param name="Y">Where it is.</param>
/// <param name="Class">Its class, counted from 0.</param>
public sealed record NamedPoint(string Name, double X, double Y, int Class);
