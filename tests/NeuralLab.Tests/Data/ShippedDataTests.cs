using System.Globalization;
using System.IO.Compression;

namespace NeuralLab.Tests;

public class ShippedDataTests
{
    [Fact]
    public void Digits_are_images_of_ten_classes()
    {
        var digits = Digits.Load();
        Assert.Equal((1797, 64, 10), (digits.SampleCount, digits.FeatureCount, digits.ClassCount));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], digits.ClassSizes());
        Assert.Equal((0, 16), (digits.X.Enumerate().Min(), digits.X.Enumerate().Max()));
        Assert.Equal("pixel_7_7", digits.FeatureNames[^1]);
    }

    [Fact]
    public void Iris_has_fifty_flowers_of_each_species()
    {
        var iris = Iris.Load();
        Assert.Equal([50, 50, 50], iris.ClassSizes());
        Assert.Equal("versicolor", iris.TargetNames[1]);
        // Fisher's means of the four measurements, over all flowers.
        Numeric.Close([5.843333333333334, 3.0573333333333337, 3.758, 1.1993333333333336], [.. iris.X.RowSums() / 150], 1e-9);
    }

    [Fact]
    public void Digits_and_iris_are_the_numbers_of_their_origin()
    {
        string folder = SharedData.Folder("sklearn");
        using var packed = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, "digits.csv.gz")), CompressionMode.Decompress));
        Same(packed.ReadToEnd(), Digits.Load());
        string iris = File.ReadAllText(Path.Combine(folder, "iris.csv"));
        Same(iris[(iris.IndexOf('\n', StringComparison.Ordinal) + 1)..], Iris.Load());

        static void Same(string text, DataSet<double> set)
        {
            double[][] rows = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray())];
            Assert.Equal(rows.SelectMany(row => row[..^1]), set.X.ToColumnMajorArray());
            Assert.Equal(rows.Select(row => (int)row[^1]), set.Labels);
        }
    }
}
