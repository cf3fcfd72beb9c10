namespace NeuralLab;

/// <summary>
/// 1,797 real handwritten digits of 8 x 8 pixels, the test part of "Optical Recognition of Handwritten Digits" (Alpaydin and Kaynak,
/// UCI Machine Learning Repository, 1998; CC BY 4.0), the copy that scikit-learn ships.
/// </summary>
public static class Digits
{
    internal const string Name = "digits", File = "digits.csv";
    internal const int SampleCount = 1797, PixelCount = Width * Height;

    /// <summary>Pixels across an image.</summary>
    public const int Width = 8;

    /// <summary>Pixels down an image.</summary>
    public const int Height = 8;

    /// <summary>
    /// Reads them: 64 pixels x 1797 samples, 0 (white) to 16 (black), an image row after the other from the top left; classes 0 .. 9.
    /// </summary>
    /// <exception cref="DataException">The file is not there or not what it should be.</exception>
    public static DataSet<double> Load()
    {
        var table = CsvTable.Read(DataFolder.File(File));
        string[] pixels = [.. Enumerable.Range(0, PixelCount).Select(pixel => $"pixel_{pixel / Width}_{pixel % Width}")];
        return new(Name, table.Matrix(pixels), table.Labels("digit", 10), [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")], pixels);
    }
}
