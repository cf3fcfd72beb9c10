using System.Buffers.Binary;
using System.IO.Compression;

namespace NeuralLab.Tests;

public class IdxFileTests
{
    /// <summary>An IDX file of bytes with the given dimensions.</summary>
    public static byte[] Idx(int[] dimensions, byte[] data) =>
        [0, 0, 8, (byte)dimensions.Length, .. dimensions.SelectMany(size => BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(size))), .. data];

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }

    static readonly byte[] Images = Idx([2, 2, 3], [0, 1, 2, 3, 4, 5, 250, 251, 252, 253, 254, 255]);

    static IdxFile Read(byte[] content, int dimensions = 3)
    {
        using TemporaryFolder folder = new();
        return IdxFile.Read(folder.Write("file", content), dimensions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Packed_or_not_the_content_and_its_hash_are_the_same(bool packed)
    {
        var file = Read(packed ? Gzip(Images) : Images);
        Assert.Equal([2, 2, 3], file.Dimensions);
        Assert.Equal(Images[16..], file.Data.ToArray());
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Images)), file.Sha256);
    }

    public static TheoryData<string, byte[], string> Damaged => new()
    {
        { "empty", [], "got ." },
        { "not IDX", "x,y\n1,2\n"u8.ToArray(), "got 782C790A" },
        { "floats", [0, 0, 13, 3, .. Images[4..]], "beginning with 00000803, got 00000D03" },
        { "labels instead of images", Idx([3], [1, 2, 3]), "got 00000801" },
        { "cut in the header", Images[..10], "the file ends after 10" },
        { "cut in the data", Images[..^1], "the file is cut off" },
        { "cut in the packed data", Gzip(Images[..^1]), "cut off after 11" },
        { "too long", [.. Images, 7], "the file goes on" },
        { "too long, packed", Gzip([.. Images, 7]), "the file goes on" },
        { "no images", Idx([0, 2, 3], []), "at least 1" },
        { "negative", Idx([-1, 2, 3], []), "at least 1" },
        { "product overflows", Idx([int.MaxValue, int.MaxValue, int.MaxValue], [1]), "1073741824 bytes at most" },
        { "promises a gigabyte", Gzip(Idx([1024, 1024, 1024], [1])), "cut off" },
        { "damaged packing", [.. Gzip(Images)[..10], 7, 7, 7, 7, 7, 7, 7, 7], "packing is damaged" },
    };

    [Theory, MemberData(nameof(Damaged))]
    public void Anything_else_is_one_typed_error(string what, byte[] content, string problem)
    {
        var error = Assert.Throws<IdxFormatException>(() => Read(content));
        Assert.True(error.Message.Contains(problem, StringComparison.Ordinal), $"{what}: {error.Message}");
        Assert.EndsWith("file", error.File, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_bomb_is_read_no_further_than_its_header_announces()
    {
        byte[] bomb = Gzip(Idx([1, 2, 3], new byte[64 << 20]));
        Assert.True(bomb.Length < 1 << 20, $"the bomb is {bomb.Length} bytes");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<IdxFormatException>(() => Read(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_promise_that_the_file_cannot_keep_gets_no_memory()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<IdxFormatException>(() => Read(Gzip(Idx([1024, 1024, 1023], [1]))));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Every_damaged_byte_of_a_packed_file_gives_a_file_or_the_typed_error()
    {
        using TemporaryFolder folder = new();
        byte[] packed = Gzip(Images);
        int refused = 0;
        for (int position = 0; position < packed.Length; position++)
        {
            byte[] damaged = [.. packed];
            damaged[position] ^= 0x55;
            try
            {
                IdxFile.Read(folder.Write("file", damaged), 3);
            }
            catch (IdxFormatException)
            {
                refused++;
            }
        }
        Assert.True(refused > packed.Length / 2, $"only {refused} of {packed.Length} were refused");
    }

    [Fact]
    public void Images_become_numbers_from_0_to_1()
    {
        using TemporaryFolder folder = new();
        var images = ImageSet.Read("two", folder.Write("images", Images), folder.Write("labels", Idx([2], [1, 0])), ["a", "b"]);
        Assert.Equal((2, 3, 2), (images.Count, images.Width, images.Height));
        Assert.Equal([250, 251, 252, 253, 254, 255], images.Image(1).ToArray());
        var set = images.ToDataSet<float>();
        Numeric.Close([0, 1 / 255f, 2 / 255f, 3 / 255f, 4 / 255f, 5 / 255f], [.. set.X.Column(0)], 1e-7);
        Assert.Equal([1, 0], set.Labels);
        Assert.Equal("pixel_1_2", set.FeatureNames[5]);
        var second = images.Select(1);
        Assert.Equal((1, 0, 255), (second.Count, second.Labels[0], second.Image(0)[5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => images.Select(2));
    }

    [Fact]
    public void Images_and_labels_must_belong_together()
    {
        using TemporaryFolder folder = new();
        string images = folder.Write("images", Images);
        Assert.Contains("2 images and 3 labels", Assert.Throws<DataException>(() => ImageSet.Read("two", images, folder.Write("labels", Idx([3], [1, 0, 1])), ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Contains("sample 1 is 2", Assert.Throws<DataException>(() => ImageSet.Read("two", images, folder.Write("labels", Idx([2], [1, 2])), ["a", "b"])).Message, StringComparison.Ordinal);
        Assert.Throws<DataNotFoundException>(() => ImageSet.Read("two", images, folder.File("none"), ["a", "b"]));
    }
}
