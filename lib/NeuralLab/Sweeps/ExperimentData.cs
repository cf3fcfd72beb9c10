using System.Numerics;

namespace NeuralLab;

/// <summary>The data that specs know by name: the course's sets, digits, iris, and the image sets that are too large to ship.</summary>
static class ExperimentData
{
    const double TestPart = 0.2;

    /// <summary>Every name.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. CourseData.Sets.Select(set => set.Name), "digits", "iris", .. ImageSource.All.Select(source => source.Name)];

    /// <summary>Stops with an error where there are no data of a name.</summary>
    public static string Require(string name) => Names.Contains(name)
        ? name
        : throw new DataException($"There is no course data set '{name}'; the sets are {string.Join(", ", Names)}.");

    /// <summary>Training and test data; of image sets, pixels in [0, 1].</summary>
    /// <exception cref="DataException">There are none of that name, or a file is missing or damaged.</exception>
    public static DataSplit<T> Load<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (ImageSource.All.FirstOrDefault(source => source.Name == name) is not { } source)
            return Small(name) is DataSplit<T> same ? same : Small(name).To<T>();
        var images = source.Load();
        return new(images.Training.ToDataSet<T>(), images.Test.ToDataSet<T>());
    }

    static DataSplit<double> Small(string name) => Require(name) switch
    {
        "digits" => Split.TrainingTest(Digits.Load(), TestPart, seed: 0, stratified: true),
        "iris" => Split.TrainingTest(Iris.Load(), TestPart, seed: 0, stratified: true),
        _ => CourseData.Load(name),
    };
}
