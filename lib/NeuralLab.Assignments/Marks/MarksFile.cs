using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Marks;

/// <summary>Each submission's marks in a file of its own, written whole: what was graded before a run was ended need not be graded again.</summary>
/// <param name="folder">The folder of the marks.</param>
public sealed class MarksFile(string folder)
{
    /// <summary>How marks are written as JSON.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The folder in the folder of the marks.</summary>
    public string Folder { get; } = Path.Combine(folder, "results");

    /// <summary>All that is there, by student.</summary>
    public IReadOnlyList<SubmissionMarks> All() =>
        Directory.Exists(Folder)
            ? [.. Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal).Select(Read).OfType<SubmissionMarks>()
                .OrderBy(marks => marks.Student, StringComparer.Ordinal)]
            : [];

    /// <summary>A student's marks; null where there are none, or the file is no such file.</summary>
    /// <param name="student">The student.</param>
    public SubmissionMarks? Find(string student) => Read(PathOf(student));

    /// <summary>Keeps a student's marks.</summary>
    /// <param name="marks">Of a submission.</param>
    public void Save(SubmissionMarks marks)
    {
        ArgumentNullException.ThrowIfNull(marks);
        AtomicTextFile.Write(PathOf(marks.Student), JsonSerializer.Serialize(marks, Json));
    }

    /// <summary>A name that is a file's on every system, and no other student's.</summary>
    internal static string FileName(string student)
    {
        var safe = new string([.. student.Take(60).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_')]);
        return $"{safe}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(student)))[..8]}";
    }

    string PathOf(string student) => Path.Combine(Folder, FileName(student) + ".json");

    static SubmissionMarks? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<SubmissionMarks>(File.ReadAllText(path), Json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
