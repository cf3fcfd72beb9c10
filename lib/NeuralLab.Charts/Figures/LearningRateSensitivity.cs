namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>
    /// The final loss over the learning rate, both logarithmic: mean over seeds and a band of one standard deviation per
    /// method. A rate at which every seed diverged leaves a gap.
    /// </summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="methods">
    /// Methods whose <see cref="SeedCurves.X"/> are the rates and whose Y are the final losses,
    /// in order of the rates; NaN or infinity where training diverged.
    /// </param>
    /// <param name="y">What was measured, with its unit, such as <c>"final MSE"</c>.</param>
    /// <exception cref="ArgumentException">The title or the name of the axis is empty, or there is no method.</exception>
    public static Figure LearningRateSensitivity(string title, IReadOnlyList<SeedCurves> methods, string y)
    {
        Check.Some(methods, "method");
        var loss = Axis.Log(y);
        var figure = new FigureBuilder(title, Axis.Log("learning rate"), loss);
        AddSeedCurves(figure, methods, loss, markers: true);
        return figure.Build(SeedSummary(methods));
    }
}
