using System.Text;

namespace NeuralLab;

/// <summary>
/// A sweep's records as JSON Lines: one record on each line, added as soon as its run is done, so that whoever is interrupted loses only
/// the runs under way.
/// </summary>
public static class SweepFile
{
    const int LongestLine = 1 << 20;
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads records. A last line without its end, cut off when a sweep was killed, is left out.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataNotFoundException">It is not there.</exception>
    /// <exception cref="DataException">A line is no record; the message names it.</exception>
    public static IReadOnlyList<SweepRecord> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new DataNotFoundException(path, "run the sweep first");
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        return Records(path, file);
    }

    /// <summary>Joins the files of several shards, or of runs at different times.</summary>
    /// <param name="paths">At least one file. A run that is in several must have the same results in all.</param>
    /// <returns>All records, each run once.</returns>
    /// <exception cref="DataException">A file is missing or damaged, or two files contradict each other.</exception>
    public static SweepResults Merge(params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        Dictionary<(HyperParameters, int), (SweepRecord Record, string Path)> merged = [];
        foreach (var path in paths)
            foreach (var record in Read(path))
            {
                if (merged.TryAdd((record.Settings, record.Seed), (record, path))) continue;
                var (known, from) = merged[(record.Settings, record.Seed)];
                if (!Same(known.Results, record.Results))
                    throw new DataException($"{path}: the run with {record.Settings} and seed {record.Seed} has other results than in {from}: the files are not of one sweep.");
            }
        if (merged.Count == 0) throw new DataException($"There is no record in {string.Join(", ", paths)}.");
        return new(merged.Values.Select(entry => entry.Record));
    }

    /// <summary>Writes records, whole or not at all.</summary>
    /// <param name="path">The file; an old one is replaced.</param>
    /// <param name="records">The records.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<SweepRecord> records)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            foreach (var record in records) stream.Write(Line(record));
        });
    }

    /// <summary>Opens a file for one sweep alone: while it runs, no other can read or write it.</summary>
    internal static FileStream Open(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Reads what is there and stands where the next record goes; a last line that was cut off is removed.</summary>
    internal static IReadOnlyList<SweepRecord> ReadToAppend(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        var whole = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        var records = Records(file.Name, new MemoryStream(bytes, 0, whole));
        file.SetLength(whole);
        file.Seek(0, SeekOrigin.End);
        return records;
    }

    /// <summary>Adds a record at the end, and does not return before it is on the disk.</summary>
    internal static void Append(FileStream file, SweepRecord record)
    {
        file.Write(Line(record));
        file.Flush(flushToDisk: true);
    }

    static byte[] Line(SweepRecord record) => Encoding.UTF8.GetBytes(record.ToJson() + "\n");

    /// <summary>The records of all lines that have their end.</summary>
    static List<SweepRecord> Records(string path, Stream content)
    {
        using StreamReader text = new(content, Strict, detectEncodingFromByteOrderMarks: false);
        LineReader lines = new(text, LongestLine);
        List<SweepRecord> records = [];
        try
        {
            while (lines.Read() is { } line)
                if (lines.IsEnded && !string.IsNullOrWhiteSpace(line)) records.Add(SweepRecord.FromJson(line));
            return records;
        }
        catch (FormatException error)
        {
            throw new DataException($"{path}, line {lines.Number}: {error.Message}", error);
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidDataException)
        {
            throw new DataException($"{path}, line {lines.Number + 1}: expected a record in UTF-8: {error.Message}", error);
        }
    }

    static bool Same(IReadOnlyDictionary<string, double> a, IReadOnlyDictionary<string, double> b) =>
        a.Count == b.Count && a.All(pair => b.TryGetValue(pair.Key, out var other) && other.Equals(pair.Value));
}
