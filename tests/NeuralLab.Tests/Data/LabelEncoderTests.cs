namespace NeuralLab.Tests;

public class LabelEncoderTests
{
    [Fact]
    public void Classes_get_numbers_in_sorted_order_and_back()
    {
        LabelEncoder<string> encoder = new();
        Assert.Throws<NotFittedException>(() => encoder.Encode(["a"]));
        Assert.Throws<NotFittedException>(() => encoder.Decode([0]));
        encoder.Fit(["pear", "apple", "pear", "Zebra"]);
        Assert.Equal(["Zebra", "apple", "pear"], encoder.Classes);
        Assert.Equal([2, 1, 0], encoder.Encode(["pear", "apple", "Zebra"]));
        Assert.Equal(["apple", "pear"], encoder.Decode([1, 2]));
        Assert.Contains("Sample 1 is of class 'fig'", Assert.Throws<DataException>(() => encoder.Encode(["pear", "fig"])).Message, StringComparison.Ordinal);
        Assert.Throws<DataException>(() => encoder.Decode([3]));
        Assert.Throws<ArgumentException>(() => encoder.Fit([]));
        LabelEncoder<int> odd = new();
        odd.Fit([7, -3, 40]);
        Assert.Equal([1, 0, 2], odd.Encode([7, -3, 40]));
    }
}
