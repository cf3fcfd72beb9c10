using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>Lets an optimizer walk over a function of a few numbers, where its way can be drawn, instead of over a network's weights.</summary>
public static class Descent
{
    /// <summary>The positions that an optimizer visits, with the same updates as in training.</summary>
    /// <param name="optimizer">The method and its learning rate.</param>
    /// <param name="gradient">From a position to the slope in each direction: as many numbers.</param>
    /// <param name="start">The first position, at least one finite number.</param>
    /// <param name="steps">Steps to take, at least 1.</param>
    /// <returns>Start and the position after each step; fewer where the next one would not be finite.</returns>
    /// <exception cref="ArgumentException">There is no number to start from, one is not finite, or the gradient has another length.</exception>
    public static double[][] Path(Optimizer optimizer, Func<double[], double[]> gradient, double[] start, int steps)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(start);
        Check.AtLeast(1, steps);
        if (start.Length == 0 || !start.All(double.IsFinite))
            throw new ArgumentException("start must be at least one finite number.", nameof(start));
        var bound = optimizer.Bind(Kernels<double>.Current);
        double[][] state = [.. Enumerable.Range(0, 3).Select(place => new double[place < bound.StateCount ? start.Length : 0])];
        List<double[]> path = [[.. start]];
        double[] position = [.. start];
        for (var step = 1; step <= steps; step++)
        {
            double[] slope = gradient([.. position]);
            if (slope.Length != start.Length)
                throw new ArgumentException($"gradient must give {start.Length} numbers, one for each of start, but gave {slope.Length}.", nameof(gradient));
            bound.BeginStep(step, optimizer.LearningRate);
            bound.Update(position, slope, state[0], state[1], state[2]);
            if (!position.All(double.IsFinite)) break;
            path.Add([.. position]);
        }
        return [.. path];
    }
}
