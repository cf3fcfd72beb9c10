using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace NeuralLab;

/// <summary>
/// A file of unsigned bytes in the IDX format of MNIST, packed by gzip or not: two zero bytes, the type 8, the number of dimensions, each
/// dimension in four bytes with the highest first, then the numbers. Never reads more than its header announces, nor more than
/// <see cref="LargestLength"/>, so a file that unpacks to terabytes does no harm.
/// </summary>
public sealed class IdxFile
{
    /// <summary>The most bytes that a file may hold, unpacked: 1 GiB.</summary>
    public const int LargestLength = 1 << 30;

    const int Byte = 8;
    // No gzip file unpacks to more than about 1030 times its length.
    const long LargestPacking = 1040;

    readonly byte[] header;

    IdxFile(byte[] header, int[] dimensions, byte[] data) => (this.header, Dimensions, Data) = (header, dimensions, data);

    /// <summary>The length of every dimension, each at least 1; the first counts the samples.</summary>
    public IReadOnlyList<int> Dimensions { get; }

    /// <summary>The numbers, sample after sample.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The SHA-256 of the unpacked file, in lower-case hexadecimal digits: the same however it was packed.</summary>
    public string Sha256
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(header);
            hash.AppendData(Data.Span);
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="dimensionCount">How many dimensions it must have: 1 for labels, 3 for images.</param>
    /// <exception cref="DataNotFoundException">It is not there.</exception>
    /// <exception cref="IdxFormatException">It is of another format or type, or damaged, cut off or too long.</exception>
    public static IdxFile Read(string path, int dimensionCount)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensionCount, 1);
        if (!File.Exists(path)) throw new DataNotFoundException(path, "check the name");
        using FileStream file = new(path, FileMode.Open, FileAccess.Read);
        bool packed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream content = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            return Read(content, path, dimensionCount, packed ? file.Length * LargestPacking : file.Length);
        }
        catch (InvalidDataException damage)
        {
            throw new IdxFormatException(path, $"the gzip packing is damaged: {damage.Message}", damage);
        }
    }

    static IdxFile Read(Stream content, string path, int dimensionCount, long longest)
    {
        byte[] header = new byte[4 + 4 * dimensionCount];
        int got = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        byte[] magic = [0, 0, Byte, (byte)dimensionCount];
        if (!header.AsSpan(0, 4).SequenceEqual(magic))
            throw new IdxFormatException(path, $"expected an IDX file of bytes in {dimensionCount} dimensions, beginning with "
                + $"{Convert.ToHexString(magic)}, got {Convert.ToHexString(header, 0, Math.Min(got, 4))}.");
        if (got < header.Length)
            throw new IdxFormatException(path, $"expected a header of {header.Length} bytes, the file ends after {got}.");

        int[] dimensions =
            [.. Enumerable.Range(1, dimensionCount).Select(index => BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4 * index)))];
        string sizes = string.Join(" x ", dimensions);
        long length = dimensions.Aggregate(1L, (product, size) => size < 1 || product > LargestLength ? long.MaxValue : product * size);
        if (length > LargestLength)
            throw new IdxFormatException(path, $"expected dimensions of at least 1 and {LargestLength} bytes at most, got {sizes}.");
        // A header that promises more than the file can hold gets no memory.
        if (length + header.Length > longest)
            throw new IdxFormatException(path, $"expected {sizes} = {length} bytes after the header; the file is cut off.");

        byte[] data = new byte[length];
        got = content.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        if (got < length)
            throw new IdxFormatException(path, $"expected {sizes} = {length} bytes after the header, the file is cut off after {got}.");
        if (content.ReadByte() >= 0)
            throw new IdxFormatException(path, $"expected {sizes} = {length} bytes after the header, the file goes on.");
        return new(header, dimensions, data);
    }
}
