namespace NeuralLab.Cli;

/// <summary>The data that the labs read.</summary>
static class DataInput
{
    /// <summary>Reads every file of the course as strictly as the labs will, so that damage is reported once, before anything runs.</summary>
    /// <exception cref="DataException">A file is missing, or is not what it should be: the message names file, line and column.</exception>
    public static void Check()
    {
        // Downloaded sets, whose files have full paths, are for those who want them.
        foreach (var entry in DataCatalog.List().Where(entry => !entry.IsPresent && !Path.IsPathFullyQualified(entry.Where)))
            throw new DataException($"the data set '{entry.Name}' ({entry.Where}) is not all there: run neurallab data generate, or restore it from the repository");
        foreach (var path in Directory.GetFiles(Path.Combine(DataFolder.Find(), "course"), "*.csv").Order(StringComparer.Ordinal))
            CsvTable.Read(path);
    }
}
