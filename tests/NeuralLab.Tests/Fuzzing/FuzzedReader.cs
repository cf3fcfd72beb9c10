using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace NeuralLab.Tests.Fuzzing;

/// <summary>A reader of files that others wrote: good files to begin with, and the errors that it may give.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Good">Files that it takes.</param>
/// <param name="Read">Reads a file.</param>
/// <param name="IsTyped">Whether an error is one that the reader promises.</param>
/// <param name="Words">Words of the format.</param>
/// <param name="Finish">What a forger does last, such as a right checksum.</param>
sealed record FuzzedReader(string Name, Func<byte[][]> Good, Action<string> Read, Func<Exception, bool> IsTyped, string[] Words, Func<byte[], byte[]>? Finish = null)
{
    static readonly string[] JsonWords = ["{", "}", "[", "]", ",", ":", "\"", "null", "true", "{}", "[]", "\\u0000", "\\ud800", "//", "/*", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["];

    public static IReadOnlyList<FuzzedReader> All { get; } =
    [
        new("csv", () => [.. new[] { "x,y\n1,2\n3.5,-4e3\n", "\"a \"\"b\",c\r\n\"1\",2\r\n", "\uFEFFx\n1\n" }.Select(Encoding.UTF8.GetBytes)],
            path => CsvTable.Read(path), error => error is DataException, [",", "\"", "\n", "\r", "\"\"", "\0"]),
        new("idx", () => [Idx(2, 3, 2), Pack(Idx(4, 2, 2))], path => IdxFile.Read(path, 3), error => error is DataException, []),
        new("idx packed again", () => [Idx(2, 3, 2)], path => IdxFile.Read(path, 3), error => error is DataException, [], Pack),
        new("model", () => [Saved()], path => Network.Load<double>(path), error => error is ModelFormatException, [.. JsonWords, "Dense", "F32", "F64", "shape"]),
        new("model signed", () => [Saved()], path => Network.Load<double>(path), error => error is ModelFormatException,
            [.. JsonWords, "Dense", "Dropout", "BatchNorm", "F32", "F64", "\"shape\":[1,1]", "\\\"inputs\\\":1"], Sign),
        new("checkpoint", () => [Checkpoint()], Resume, error => error is ModelFormatException or ArgumentException, [.. JsonWords, "position", "settings", "\\\"Epoch\\\":7"], Sign),
        new("sweep spec", () => Text(
                """{ "data": "square-small", "seeds": 2, "settings": { "width": [2, 8], "activation": ["ReLU", "Tanh"] } }""",
                """{ "data": "xor3", "trials": 3, "searchSeed": 4, "settings": { "learningRate": { "low": 0.001, "high": 0.1, "log": true } } }"""),
            path => SweepSpec.Read(path), error => error is DataException, [.. JsonWords, "\"low\"", "\"epochs\":", "\"trials\":2,", "rings5-large"]),
        new("train spec", () => Text("""{ "$schema": "x", "data": "iris", "seed": 2, "checkpointEvery": 2, "settings": { "layers": "8-6", "width": 3, "activation": "ReLU" } }"""),
            path => TrainSpec.Read(path), error => error is DataException, [.. JsonWords, "\"epochs\":", "\"seed\":"]),
        new("sweep records", () => Text(
                """{"settings":{"width":2,"activation":"ReLU"},"seed":1,"results":{"test":0.5,"training":null},"seconds":0.1}""" + "\n",
                """{"settings":{"width":3},"seed":1,"results":{"test":0.5},"seconds":0.1}""" + "\n" + """{"settings":{"width":4},"seed":1,"results":{"test":1},"seconds":1}""" + "\n"),
            path => SweepFile.Read(path), error => error is DataException, [.. JsonWords, "\n", "\"seed\":"]),
        new("settings", () => Text("""{"type":"Adam","learningRate":0.01,"beta1":0.9}""", """{"type":"Momentum"}"""),
            path => SettingsJson.Read<Optimizer>(File.ReadAllText(path)), error => error is FormatException, [.. JsonWords, "AdamW", "\"epsilon\":", "CustomOptimizer"]),
    ];

    /// <summary>What the largest plan of a sweep may take.</summary>
    public const long MostBytes = 256L << 20;

    /// <summary>Reads a file. What was wrong is null where it gave a value or a promised error within bounds.</summary>
    public (string? Wrong, bool IsValue) Try(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isValue = false;
        try
        {
            Read(path);
            isValue = true;
        }
        catch (Exception error) when (IsTyped(error))
        {
            // As promised.
        }
        catch (Exception error)
        {
            return (error.ToString(), false);
        }
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return (allocated <= MostBytes ? null : FormattableString.Invariant($"{allocated} bytes were allocated"), isValue);
    }

    static byte[][] Text(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    static byte[] Idx(params byte[] sizes) => [0, 0, 8, 3, .. sizes.SelectMany(size => new byte[] { 0, 0, 0, size }), .. new byte[sizes[0] * sizes[1] * sizes[2]]];

    static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest)) zip.Write(bytes);
        return packed.ToArray();
    }

    static byte[] Saved()
    {
        using TemporaryFolder folder = new();
        Persistence.NetworkFileTests.Everything<double>().Save(folder.File("m"));
        return File.ReadAllBytes(folder.File("m"));
    }

    static Trainer<double> Trainer(string path) => new(Mlp.Create(1, [2, 2, 1], Activation.Tanh))
    {
        Loss = Loss.MeanSquaredError, Epochs = 2, Observers = [new EarlyStopping<double>(3), new Checkpoint<double>(path)], ValidationFraction = 0.25, Threads = 1,
    };

    static byte[] Checkpoint()
    {
        using TemporaryFolder folder = new();
        Trainer(folder.File("run")).Fit(Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8));
        return File.ReadAllBytes(folder.File("run"));
    }

    static void Resume(string path) => Trainer(path + ".new").Resume(path, Samples.Normal<double>(2, 8), Samples.Normal<double>(1, 8));

    /// <summary>Where there is still a header with a checksum, both are made to fit again.</summary>
    static byte[] Sign(byte[] bytes)
    {
        var key = "\"checksum\":\""u8;
        var place = bytes.AsSpan().IndexOf(key);
        if (bytes.Length < 16 || place < 8 || place + key.Length + 64 > bytes.Length) return bytes;
        // The header ends where its closing braces are followed by spaces or numbers that are no text.
        var end = bytes.AsSpan().LastIndexOf("}}"u8);
        if (end < 0) return bytes;
        end += 2;
        while (end < bytes.Length && bytes[end] == ' ') end++;
        BinaryPrimitives.WriteInt64LittleEndian(bytes, end - 8);
        var checksum = bytes.AsSpan(place + key.Length, 64);
        checksum.Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(8)))).CopyTo(checksum);
        return bytes;
    }
}
