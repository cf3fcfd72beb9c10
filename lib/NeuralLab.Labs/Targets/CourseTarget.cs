namespace NeuralLab.Labs;

/// <summary>What the course asks of an experiment, and what our own solution must reach as the mean over seeds.</summary>
/// <param name="Lab">Notebook, such as <c>NN1</c>.</param>
/// <param name="Set">Data set and, where a set has several rows, what is measured on it.</param>
/// <param name="Measure">What is measured on the test data, such as <c>MSE</c>.</param>
/// <param name="Course">The course's threshold; null where it only asks for a report.</param>
/// <param name="Ours">Our own threshold.</param>
public sealed record CourseTarget(string Lab, string Set, string Measure, double? Course, double Ours)
{
    /// <summary>True if more is better: F1, accuracy. False for errors.</summary>
    public bool HigherIsBetter { get; init; }

    /// <summary>Every target, in the order of the labs.</summary>
    public static IReadOnlyList<CourseTarget> All { get; } =
    [
        new("NN1", "square-simple", "MSE", 9, 0.1),
        new("NN1", "steps-large", "MSE", 9, 0.1),
        new("NN2", "square-simple", "MSE", 4, 1),
        new("NN2", "steps-small, training", "MSE", 4, 4),
        new("NN2", "steps-small, decidable", "MSE", 4, 4),
        new("NN2", "multimodal-large", "MSE", 40, 6),
        new("NN3", "square-large, in range", "MSE", 1, 0.5),
        new("NN3", "steps-large, momentum", "MSE", 3, 3),
        new("NN3", "steps-large, RMSProp", "MSE", 3, 3),
        new("NN3", "multimodal-large, momentum", "MSE", 9, 3),
        new("NN3", "multimodal-large, RMSProp", "MSE", 9, 3),
        new("NN4", "easy", "macro F1", 0.99, 0.995) { HigherIsBetter = true },
        new("NN4", "xor3", "macro F1", 0.97, 0.975) { HigherIsBetter = true },
        new("NN4", "rings3-regular", "macro F1", 0.75, 0.95) { HigherIsBetter = true },
        new("NN4", "digits, 5-fold", "accuracy", null, 0.97) { HigherIsBetter = true },
        new("NN5", "multimodal-large, best of the grid", "MSE", null, 2.5),
        new("NN5", "rings5-regular", "macro F1", null, 0.94) { HigherIsBetter = true },
        // What is left to gain over a plain network whose rate and epochs are chosen with the same care depends on the seeds: means of ten
        // from 0.00 to 0.09 on rings5-sparse, 0.00 to 0.02 on xor3, which another processor's rounding moves by some thousandths. So it is
        // asked not to lose more than a hundredth.
        new("NN6", "rings5-sparse, 15 % wrong labels, gain", "macro F1", null, -0.01) { HigherIsBetter = true },
        new("NN6", "xor3, 15 % wrong labels, gain", "macro F1", null, -0.01) { HigherIsBetter = true },
    ];

    /// <summary>The target of an experiment.</summary>
    /// <param name="lab">Notebook.</param>
    /// <param name="set">As in <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static CourseTarget Find(string lab, string set) => All.FirstOrDefault(target => target.Lab == lab && target.Set == set)
        ?? throw new ArgumentException($"There is no target '{set}' in {lab}; there are: {string.Join("; ", All.Where(target => target.Lab == lab).Select(target => target.Set))}.");

    /// <summary>True if a mean is at least as good as our own threshold.</summary>
    /// <param name="mean">Mean over seeds.</param>
    public bool IsReachedBy(double mean) => HigherIsBetter ? mean >= Ours : mean <= Ours;
}
