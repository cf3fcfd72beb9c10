using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// A safetensors file (Hugging Face, format of 2022: 8 bytes length of the header, the header in JSON, then the numbers without a gap),
/// with a SHA-256 over header and numbers among its metadata. Reading it runs nothing and trusts nothing.
/// </summary>
sealed class TensorFile
{
    internal const int HeaderLimit = 16 << 20;
    const string MetadataKey = "__metadata__", ChecksumKey = "checksum";
    static readonly string NoChecksum = new('0', 2 * SHA256.HashSizeInBytes);
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Words about the numbers, by name.</summary>
    internal OrderedDictionary<string, string> Metadata { get; } = [];

    /// <summary>The numbers, by name.</summary>
    internal OrderedDictionary<string, Tensor> Tensors { get; } = [];

    internal string Text(string key) =>
        Metadata.TryGetValue(key, out var text) ? text : throw new FormatException($"'{key}' is missing in the metadata");

    internal void Add<T>(string name, Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensors.Add(name, Tensor.From(matrix));

    internal Tensor Get(string name) =>
        Tensors.TryGetValue(name, out var tensor) ? tensor : throw new FormatException($"tensor '{name}' is missing");

    /// <summary>Reads a tensor that must have a shape.</summary>
    internal Matrix<T> Get<T>(string name, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var tensor = Get(name);
        if (tensor.Rows != rows || tensor.Columns != columns)
            throw new FormatException($"tensor '{name}' must be {rows} x {columns}, but is {tensor.Rows} x {tensor.Columns}");
        return tensor.To<T>();
    }

    internal void Write(Stream stream)
    {
        var header = Header();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        foreach (var tensor in Tensors.Values) hash.AppendData(tensor.Data.Span);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset())).CopyTo(header, ChecksumPlace(header, NoChecksum));
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (var tensor in Tensors.Values) stream.Write(tensor.Data.Span);
    }

    byte[] Header()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteStartObject(MetadataKey);
            json.WriteString(ChecksumKey, NoChecksum);
            foreach (var (key, text) in Metadata) json.WriteString(key, text);
            json.WriteEndObject();
            long offset = 0;
            foreach (var (name, tensor) in Tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", tensor.Type);
                json.WriteStartArray("shape");
                json.WriteNumberValue(tensor.Rows);
                json.WriteNumberValue(tensor.Columns);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += tensor.Data.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // Numbers begin at a multiple of 8 bytes, as the format advises.
        while (buffer.Length % sizeof(double) != 0) buffer.WriteByte((byte)' ');
        if (buffer.Length > HeaderLimit)
            throw new NotSupportedException($"The description of the network takes {buffer.Length} bytes; at most {HeaderLimit} fit a file.");
        return buffer.ToArray();
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="ModelFormatException">The file is not whole, or not such a file.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    internal static TensorFile Read(string path)
    {
        if (Directory.Exists(path)) throw new IOException($"{path} is a folder: give the name of a file.");
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Guard(path, () =>
        {
            if (stream.Length > Array.MaxLength) throw new FormatException($"it has {stream.Length} bytes; at most {Array.MaxLength} can be read");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return Parse(bytes);
        });
    }

    /// <summary>Turns whatever is wrong with a file's content into the one typed error.</summary>
    internal static TResult Guard<TResult>(string path, Func<TResult> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is not ModelFormatException
            && e is FormatException or JsonException or ArgumentException or DataException or InvalidOperationException or OverflowException
                or EndOfStreamException)
        {
            throw new ModelFormatException($"{path} is not a whole NeuralLab model or checkpoint: {e.Message}", e);
        }
    }

    internal static TensorFile Parse(byte[] bytes)
    {
        const int Start = sizeof(ulong);
        if (bytes.Length < Start + 2) throw new FormatException($"it has only {bytes.Length} bytes");
        var length = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if (length > HeaderLimit || length > (ulong)(bytes.Length - Start))
            throw new FormatException($"its header claims {length} bytes, more than the file or the limit of {HeaderLimit} allows");
        var header = bytes.AsMemory(Start, (int)length);
        if (length == 0 || header.Span[0] != '{') throw new FormatException("its header is not JSON");
        using var json = JsonDocument.Parse(header, new() { AllowDuplicateProperties = false, MaxDepth = 8 });
        TensorFile file = new();
        var data = bytes.AsMemory(Start + (int)length);
        List<(string Name, long From, long To, Tensor Tensor)> entries = [];
        foreach (var property in json.RootElement.EnumerateObject())
            if (property.Name == MetadataKey)
                foreach (var entry in property.Value.EnumerateObject()) file.Metadata.Add(entry.Name, entry.Value.GetString() ?? "");
            else entries.Add(ReadTensor(property, data));
        long end = 0;
        foreach (var (name, from, to, tensor) in entries.OrderBy(entry => entry.From))
        {
            if (from != end) throw new FormatException($"the numbers of tensor '{name}' begin at {from}, but those before end at {end}");
            end = to;
            file.Tensors.Add(name, tensor);
        }
        if (end != data.Length) throw new FormatException($"its tensors hold {end} bytes, but the file has {data.Length}");
        VerifyChecksum(file.Text(ChecksumKey), header.Span, data.Span);
        return file;
    }

    static (string Name, long From, long To, Tensor Tensor) ReadTensor(JsonProperty property, ReadOnlyMemory<byte> data)
    {
        var name = property.Name;
        var entry = property.Value;
        if (entry.EnumerateObject().Count() != 3) throw new FormatException($"tensor '{name}' must have dtype, shape and data_offsets");
        var type = Member(entry, "dtype").GetString() ?? "";
        int[] shape = [.. Member(entry, "shape").EnumerateArray().Select(size => size.GetInt32())];
        long[] offsets = [.. Member(entry, "data_offsets").EnumerateArray().Select(offset => offset.GetInt64())];
        if (shape.Length != 2 || shape.Any(size => size < 1)) throw new FormatException($"tensor '{name}' must have two sizes of at least 1");
        if (offsets.Length != 2 || offsets[0] < 0 || offsets[1] > data.Length
            || offsets[1] - offsets[0] != checked((long)shape[0] * shape[1] * Tensor.SizeOf(type)))
            throw new FormatException($"the offsets of tensor '{name}' do not fit its shape, {shape[0]} x {shape[1]} {type}, and the file");
        return (name, offsets[0], offsets[1], new(type, shape[0], shape[1], data.Slice((int)offsets[0], (int)(offsets[1] - offsets[0]))));
    }

    static JsonElement Member(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) ? value : throw new FormatException($"'{name}' is missing in its header");

    static void VerifyChecksum(string checksum, ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        var blank = header.ToArray();
        var place = checksum.Length == NoChecksum.Length ? ChecksumPlace(header, checksum) : -1;
        if (place < 0) throw new FormatException("its checksum is not where it must be");
        Encoding.ASCII.GetBytes(NoChecksum).CopyTo(blank, place);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(blank);
        hash.AppendData(data);
        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != checksum) throw new FormatException("its checksum does not match: the file was changed or damaged");
    }

    /// <summary>Where the checksum stands in the header, or -1.</summary>
    static int ChecksumPlace(ReadOnlySpan<byte> header, string checksum)
    {
        var key = Encoding.UTF8.GetBytes($"\"{ChecksumKey}\":\"");
        var place = header.IndexOf([.. key, .. Encoding.UTF8.GetBytes(checksum + "\"")]);
        return place < 0 ? -1 : place + key.Length;
    }
}
