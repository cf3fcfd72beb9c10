namespace NeuralLab;

/// <summary>
/// 150 iris flowers of three species, measured (Fisher, "The use of multiple measurements in taxonomic problems", 1936), the copy that
/// scikit-learn ships.
/// </summary>
public static class Iris
{
    internal const string Name = "iris", File = "iris.csv";
    internal const int SampleCount = 150;
    internal static readonly IReadOnlyList<string> FeatureNames =
        ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"];

    /// <summary>Reads them: 4 measurements in cm x 150 samples, sorted by species; classes setosa, versicolor, virginica.</summary>
    /// <exception cref="DataException">The file is not there or not what it should be.</exception>
    public static DataSet<double> Load()
    {
        var table = CsvTable.Read(DataFolder.File(File));
        return new(Name, table.Matrix(FeatureNames), table.Labels("species", 3), ["setosa", "versicolor", "virginica"], FeatureNames);
    }
}
