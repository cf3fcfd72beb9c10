namespace NeuralLab.Charts;

/// <summary>The line along which a neuron of two inputs cuts their plane: w1 x + w2 y + b = 0.</summary>
/// <param name="Name">What the line is called.</param>
/// <param name="W1">Weight of the first input.</param>
/// <param name="W2">Weight of the second input; not 0 together with <paramref name="W1"/>.</param>
/// <param name="B">The bias.</param>
public sealed record SeparatingLine(string Name, double W1, double W2, double B)
{
    /// <summary>The line as a curve that crosses a rectangle, in which it is cut off by the axes.</summary>
    internal Series Within((double Minimum, double Maximum) across, (double Minimum, double Maximum) up)
    {
        if (W1 == 0 && W2 == 0) throw new ArgumentException($"Expected a weight that is not 0, got a neuron without a line: {Name}.");
        double[] ends = [0, 1];
        return Math.Abs(W2) >= Math.Abs(W1)
            ? new(
                Name,
                Values.From(ends.Select(end => across.Minimum + end * (across.Maximum - across.Minimum))),
                Values.From(ends.Select(end => -(B + W1 * (across.Minimum + end * (across.Maximum - across.Minimum))) / W2)))
            : new(
                Name,
                Values.From(ends.Select(end => -(B + W2 * (up.Minimum + end * (up.Maximum - up.Minimum))) / W1)),
                Values.From(ends.Select(end => up.Minimum + end * (up.Maximum - up.Minimum))));
    }
}
