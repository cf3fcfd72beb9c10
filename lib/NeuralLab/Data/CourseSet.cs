namespace NeuralLab;

/// <summary>One of the course's synthetic, noise-free data sets: what it is, not its samples (see <see cref="CourseData.Load"/>).</summary>
public sealed record CourseSet
{
    /// <summary>Its name, e.g. <c>square-simple</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How many training samples each class has; for regression one number, all samples.</summary>
    public required IReadOnlyList<int> TrainingSizes { get; init; }

    /// <summary>Number of test samples.</summary>
    public required int TestCount { get; init; }

    /// <summary>The function or class rule as text.</summary>
    public required string Formula { get; init; }

    /// <summary>What is special about the set; empty if nothing is.</summary>
    public string Note { get; init; } = "";

    /// <summary>The true function of a regression set; null for classification.</summary>
    public Func<double, double>? Function { get; init; }

    /// <summary>The true class of a point of a classification set; null for regression.</summary>
    public Func<double, double, int>? Rule { get; init; }

    /// <summary>Regression or classification.</summary>
    public LearningTask Task => Rule is null ? LearningTask.Regression : LearningTask.Classification;

    /// <summary>Number of training samples.</summary>
    public int TrainingCount => TrainingSizes.Sum();

    /// <summary>Number of classes, 0 for regression.</summary>
    public int ClassCount => Rule is null ? 0 : TrainingSizes.Count;

    /// <summary>The features' range in the training part: [-1.5, 2] for regression, [-100, 100] for classification.</summary>
    public (double Low, double High) TrainingRange => Rule is null ? (-1.5, 2) : (-100, 100);

    /// <summary>The features' range in the test part: as in training, but for square-large [-2, 2].</summary>
    public (double Low, double High) TestRange
    {
        get => field == default ? TrainingRange : field;
        init;
    }

    /// <summary>The columns of its files: <c>x,y</c> or <c>x,y,c</c>.</summary>
    public IReadOnlyList<string> ColumnNames => Rule is null ? ["x", "y"] : ["x", "y", "c"];

    /// <summary>The path of a part's file inside the data folder.</summary>
    /// <param name="test">True for the test part, false for the training part.</param>
    public string File(bool test) => $"course/{Name}-{(test ? "test" : "training")}.csv";
}
