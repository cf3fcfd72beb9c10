namespace NeuralLab;

/// <summary>The course's synthetic data sets, read from <c>data/course/</c>.</summary>
public static class CourseData
{
    const string SquareFormula = "y = 90 x^2 - 130";
    const string StepsFormula = "y = -80 if x < -0.5; 0 if x < 0.5; 80 if x < 1.5; else 160";
    const string MultimodalFormula = "y = 100.3 tanh(0.8 (x+1.8)(x+1.23)(x+1.1)(x+1)(x+0.34) x (x-0.7)(x-1.43)(x-1.5)(x-2)(x-3))";
    const string Xor3Formula = "c = (floor((x+100)/67) + floor((y+100)/67)) mod 2";
    const string Rings3Formula = "c = (floor(r/50) + [x<0]) mod 3, r the distance from the origin";
    const string Rings5Formula = "c = (floor(r/40) + [x<0] + [y>0]) mod 5, r the distance from the origin";
    const string Sorted = "training samples are sorted by class";
    const string Imbalanced = Sorted + ", and one class has few";

    /// <summary>Every set, regression first.</summary>
    public static IReadOnlyList<CourseSet> Sets { get; } =
    [
        Regression("square-simple", CourseFunctions.Square, SquareFormula, 100, 100),
        Regression("square-small", CourseFunctions.Square, SquareFormula, 20, 20),
        Regression("square-large", CourseFunctions.Square, SquareFormula, 1000, 300) with
        {
            TestRange = (-2, 2),
            Note = "an eighth of the test range lies outside the training range",
        },
        Regression("steps-small", CourseFunctions.Steps, StepsFormula, 50, 50) with
        {
            Note = "the gaps between training samples at the jumps leave some test samples undecided",
        },
        Regression("steps-large", CourseFunctions.Steps, StepsFormula, 10_000, 1000),
        Regression("multimodal-sparse", CourseFunctions.Multimodal, MultimodalFormula, 40, 200),
        Regression("multimodal-small", CourseFunctions.Multimodal, MultimodalFormula, 200, 200),
        Regression("multimodal-large", CourseFunctions.Multimodal, MultimodalFormula, 10_000, 1000),
        Classification("easy", CourseFunctions.Easy, "c = 1 if x > y else 0", 500, 250, 250),
        Classification("xor3", CourseFunctions.Xor3, Xor3Formula, 500, 250, 250),
        Classification("xor3-balance", CourseFunctions.Xor3, Xor3Formula, 800, 1000, 50) with { Note = Imbalanced },
        Classification("rings3-regular", CourseFunctions.Rings3, Rings3Formula, 2000, 500, 500, 500),
        Classification("rings3-balance", CourseFunctions.Rings3, Rings3Formula, 2000, 1000, 1000, 60) with { Note = Imbalanced },
        Classification("rings5-sparse", CourseFunctions.Rings5, Rings5Formula, 2000, 40, 40, 40, 40, 40),
        Classification("rings5-regular", CourseFunctions.Rings5, Rings5Formula, 2000, 250, 250, 250, 250, 250),
        Classification("rings5-large", CourseFunctions.Rings5, Rings5Formula, 2000, 1000, 1000, 1000, 1000, 1000),
    ];

    /// <summary>A set's description.</summary>
    /// <param name="name">Its name, exactly.</param>
    /// <exception cref="DataException">There is no such set.</exception>
    public static CourseSet Find(string name) => Sets.FirstOrDefault(set => set.Name == name)
        ?? throw new DataException(
            $"There is no course data set '{name}'; the sets are {string.Join(", ", Sets.Select(set => set.Name))}.");

    /// <summary>
    /// A set's samples, features 1 x samples (x) for regression, 2 x samples (x, y) for classification. Training samples of
    /// classification are <b>sorted by class</b>: shuffle them.
    /// </summary>
    /// <param name="name">The set's name, exactly.</param>
    /// <exception cref="DataException">There is no such set, or its file is not there or not what it should be.</exception>
    public static DataSplit<double> Load(string name)
    {
        var set = Find(name);
        return new(Read(set, test: false), Read(set, test: true));
    }

    static DataSet<double> Read(CourseSet set, bool test)
    {
        var table = CsvTable.Read(DataFolder.File(set.File(test)));
        string name = $"{set.Name} {(test ? "test" : "training")}";
        string[] classNames = [.. Enumerable.Range(0, set.ClassCount).Select(c => $"{c}")];
        return set.Task == LearningTask.Regression
            ? new(name, table.Matrix("x"), table.Matrix("y"), ["x"], ["y"])
            : new(name, table.Matrix("x", "y"), table.Labels("c", set.ClassCount), classNames, ["x", "y"]);
    }

    static CourseSet Regression(string name, Func<double, double> function, string formula, int training, int test) =>
        new() { Name = name, Function = function, Formula = formula, TrainingSizes = [training], TestCount = test };

    static CourseSet Classification(string name, Func<double, double, int> rule, string formula, int test, params int[] training) =>
        new() { Name = name, Rule = rule, Formula = formula, TrainingSizes = training, TestCount = test, Note = Sorted };
}
