using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace NeuralLab.Tests.Persistence;

/// <summary>Whatever bytes a file holds, reading it gives a network or the one typed error, and runs nothing.</summary>
public class DamagedFileTests
{
    static readonly byte[] Whole = Save();

    static byte[] Save()
    {
        using TemporaryFolder folder = new();
        NetworkFileTests.Everything<double>().Save(folder.File("m"));
        return File.ReadAllBytes(folder.File("m"));
    }

    static Exception? Load(TemporaryFolder folder, byte[] bytes)
    {
        File.WriteAllBytes(folder.File("m"), bytes);
        return Record.Exception(() => Network.Load<double>(folder.File("m")));
    }

    [Fact]
    public void AnyChangedByteIsNoticed()
    {
        using TemporaryFolder folder = new();
        Random random = new(1);
        for (var place = 0; place < Whole.Length; place++)
        {
            var changed = (byte[])Whole.Clone();
            changed[place] ^= (byte)random.Next(1, 256);
            Assert.True(Load(folder, changed) is ModelFormatException, $"byte {place} of {Whole.Length}: {Load(folder, changed)}");
        }
    }

    [Fact]
    public void AnyTruncationOrAdditionIsNoticed()
    {
        using TemporaryFolder folder = new();
        for (var length = 0; length < Whole.Length; length += 1 + length / 64)
            Assert.IsType<ModelFormatException>(Load(folder, Whole[..length]));
        Assert.IsType<ModelFormatException>(Load(folder, [.. Whole, 0]));
    }

    /// <summary>Changes that come with a right checksum: what a forger would write.</summary>
    [Fact]
    public void ForgedFilesLoadOrGiveTheTypedError()
    {
        using TemporaryFolder folder = new();
        Random random = new(2);
        var length = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(Whole);
        string[] words = ["\"", "{", "}", "[", "]", ",", ":", "-1", "0", "1e999", "99999999999", "2147483647", "null", "true", "F32", "Dense", "Process", "\\u0000", "\\ud800"];
        int loaded = 0, refused = 0;
        for (var round = 0; round < 3000; round++)
        {
            List<byte> changed = [.. Whole];
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var place = random.Next(8, random.Next(4) > 0 ? length : changed.Count);
                if (random.Next(2) == 0) changed[place] = (byte)random.Next(256);
                else changed.InsertRange(place, Encoding.UTF8.GetBytes(words[random.Next(words.Length)]));
            }
            var error = Load(folder, Sign([.. changed], changed.Count - Whole.Length));
            if (error is null) loaded++;
            else if (error is ModelFormatException) refused++;
            else Assert.Fail($"round {round}: {error}");
        }
        // Both happen: a changed weight is a good file, a broken header is none.
        Assert.True(loaded > 50 && refused > 500, $"{loaded} loaded, {refused} refused");
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "\"version\":\"1\"", "\"version\":\"2\"" },
        { "\"format\":\"neurallab\"", "\"format\":\"something\"" },
        { "\\\"type\\\":\\\"Dropout\\\"", "\\\"type\\\":\\\"Process\\\"" },
        { "\\\"type\\\":\\\"GELU\\\"", "\\\"type\\\":\\\"System.Diagnostics.Process\\\"" },
        { "\\\"type\\\":\\\"GELU\\\"", "\\\"type\\\":\\\"CustomActivation\\\"" },
        { "\\\"type\\\":\\\"GELU\\\"", "\\\"type\\\":\\\"Adam\\\"" },
        { "\\\"outputs\\\":4", "\\\"outputs\\\":2000000000" },
        { "\\\"probability\\\":0.25", "\\\"probability\\\":1.5" },
        { "\"shape\":[4,3]", "\"shape\":[3,4]" },
        { "\"shape\":[4,3]", "\"shape\":[2147483647,2147483647]" },
        // The product of these sizes and 8 bytes is 0 in 64 bits.
        { "\"shape\":[4,3]", "\"shape\":[1073807362,2147352580]" },
        { "\"dtype\":\"F64\"", "\"dtype\":\"F16\"" },
        { "\"data_offsets\":[0,", "\"data_offsets\":[8," },
        { "\"data_offsets\":[0,", "\"data_offsets\":[-8," },
        { "\"1.b\"", "\"1.W\"" },
        { "\"1.b\"", "\"9.b\"" },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void AForgedHeaderIsRefused(string from, string to)
    {
        using TemporaryFolder folder = new();
        var text = Encoding.Latin1.GetString(Whole);
        var place = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(place > 0, $"{from} is not in the file");
        var forged = Encoding.Latin1.GetBytes(text[..place] + to + text[(place + from.Length)..]);
        Assert.IsType<ModelFormatException>(Load(folder, Sign(forged, to.Length - from.Length)));
    }

    [Fact]
    public void AHeaderThatClaimsGigabytesTakesNoMemory()
    {
        using TemporaryFolder folder = new();
        foreach (var claim in new ulong[] { ulong.MaxValue, long.MaxValue, 1UL << 40, TensorFile.HeaderLimit + 1UL })
        {
            var changed = (byte[])Whole.Clone();
            BinaryPrimitives.WriteUInt64LittleEndian(changed, claim);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.IsType<ModelFormatException>(Load(folder, changed));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void AHundredThousandLayersWithoutNumbersAreRefused()
    {
        using TemporaryFolder folder = new();
        var text = Encoding.Latin1.GetString(Whole);
        const string Start = "\"layers\":\"[";
        var place = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var more = string.Concat(Enumerable.Repeat("{\\\"type\\\":\\\"Dropout\\\",\\\"inputs\\\":3,\\\"outputs\\\":3,\\\"probability\\\":0.1},", 100_000));
        var error = Load(folder, Sign(Encoding.Latin1.GetBytes(text[..place] + more + text[place..]), more.Length));
        Assert.Contains("at most 1000", Assert.IsType<ModelFormatException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AForgedCheckpointIsRefusedWithTheTypedErrorAlso()
    {
        using TemporaryFolder folder = new();
        Trainer<double> Trainer(string path) => new(Mlp.Create(1, [2, 2, 1], Activation.Tanh))
        {
            Loss = Loss.MeanSquaredError, Epochs = 1, Observers = [new Checkpoint<double>(path)],
        };
        Trainer(folder.File("run")).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8));
        var text = Encoding.Latin1.GetString(File.ReadAllBytes(folder.File("run")));
        var from = text.IndexOf("\"settings\":\"", StringComparison.Ordinal) + "\"settings\":\"".Length;
        var to = text.IndexOf("}\"", from, StringComparison.Ordinal) + 1;
        foreach (var settings in new[] { "", "[]", "3", "{", "null", "{\\\"Layers\\\":1,\\\"Layers\\\":2}" })
        {
            var forged = Encoding.Latin1.GetBytes(text[..from] + settings + text[to..]);
            File.WriteAllBytes(folder.File("forged"), Sign(forged, settings.Length - (to - from)));
            var error = Assert.Throws<ModelFormatException>(() => Trainer(folder.File("other")).Resume(folder.File("forged"), Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8)));
            Assert.DoesNotContain("checksum", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Adapts the header's length and computes the checksum anew, where both can be found.</summary>
    static byte[] Sign(byte[] bytes, int grown)
    {
        var length = (long)BinaryPrimitives.ReadUInt64LittleEndian(Whole) + grown;
        if (length > bytes.Length - 8) return bytes;
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        var key = "\"checksum\":\""u8;
        var place = bytes.AsSpan(8, (int)length).IndexOf(key);
        if (place < 0 || place + key.Length + 64 > length) return bytes;
        var checksum = bytes.AsSpan(8 + place + key.Length, 64);
        checksum.Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(8)))).CopyTo(checksum);
        return bytes;
    }
}
