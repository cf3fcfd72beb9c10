using System.Globalization;

namespace NeuralLab.Notebooks;

/// <summary>How far a long cell is.</summary>
/// <param name="What">What is done: <c>training</c>, <c>sweep</c>.</param>
/// <param name="Unit">What is counted: <c>epochs</c>, <c>runs</c>.</param>
/// <param name="Done">How many are done.</param>
/// <param name="Total">How many there are, at least 1.</param>
/// <param name="Left">The time that the rest will take at the pace so far; null before the first is done.</param>
public sealed record CellProgress(string What, string Unit, long Done, long Total, TimeSpan? Left)
{
    /// <summary>One line: <c>training: 40 of 100 epochs, 3 s left</c>.</summary>
    public override string ToString()
    {
        var left = Left switch
        {
            null => "",
            { TotalSeconds: < 90 } time => string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(time.TotalSeconds):0} s left"),
            { TotalMinutes: var minutes } => string.Create(CultureInfo.InvariantCulture, $", {Math.Ceiling(minutes):0} min left"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{What}: {Done:N0} of {Total:N0} {Unit}{left}");
    }
}
