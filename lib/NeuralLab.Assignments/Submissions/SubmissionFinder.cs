using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Submissions;

/// <summary>
/// Finds the submissions of an assignment in a folder: a folder, a zip or a notebook for each student, as Moodle's download has them or as
/// nbgrader's <c>submitted/STUDENT/ASSIGNMENT/</c>. Nothing is unpacked, no link is followed, and a file is read up to a limit.
/// </summary>
/// <param name="assignment">The notebook's name without its ending.</param>
sealed partial class SubmissionFinder(string assignment)
{
    const int MostCandidates = 50;
    const int MostEntries = 10_000;
    const int MostDepth = 6;
    const string Ending = ".ipynb";

    /// <summary>What stands in the folder, by student, in the order of their names.</summary>
    /// <exception cref="AssignmentException">There is no such folder.</exception>
    public static IReadOnlyList<(string Student, IReadOnlyList<FileSystemInfo> Files)> Find(string folder)
    {
        if (!Directory.Exists(folder)) throw new AssignmentException($"{folder} is no folder of submissions");
        return
        [
            .. new DirectoryInfo(folder).EnumerateFileSystemInfos()
                .Where(entry => !entry.Name.StartsWith('.') && (entry is DirectoryInfo || IsCandidate(entry.Name)))
                .GroupBy(StudentOf).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, (IReadOnlyList<FileSystemInfo>)[.. group.OrderBy(entry => entry.Name, StringComparer.Ordinal)])),
        ];
    }

    /// <summary>The student's notebook: the one of the assignment's name, else the one that looks most like it.</summary>
    public Submission Read(string student, IReadOnlyList<FileSystemInfo> files)
    {
        List<string> notes = [];
        List<(string Name, Func<byte[]> Read)> notebooks = [];
        foreach (var entry in files)
        {
            try
            {
                Collect(entry, entry.Name, 0, notebooks, notes);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
            {
                notes.Add($"{entry.Name} cannot be read: {OneLine(fault.Message)}");
            }
        }
        foreach (var (name, read) in notebooks.OrderBy(notebook => Unlikeness(notebook.Name)).ThenBy(notebook => notebook.Name, StringComparer.Ordinal))
        {
            try
            {
                var content = read();
                if (notebooks.Count > 1) notes.Add($"{notebooks.Count} notebooks were handed in; {name} is graded");
                return new(student, name, content, notes);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
            {
                notes.Add($"{name} cannot be read: {OneLine(fault.Message)}");
            }
        }
        return new(student, "", [], notes);
    }

    static void Collect(FileSystemInfo entry, string name, int depth, List<(string, Func<byte[]>)> notebooks, List<string> notes)
    {
        if (entry.LinkTarget is not null) notes.Add($"{name} is a link and was not followed");
        else if (entry is DirectoryInfo folder)
        {
            if (depth == MostDepth) return;
            foreach (var child in folder.EnumerateFileSystemInfos().OrderBy(child => child.Name, StringComparer.Ordinal))
            {
                if (!child.Name.StartsWith('.')) Collect(child, $"{name}/{child.Name}", depth + 1, notebooks, notes);
            }
        }
        else if (notebooks.Count >= MostCandidates)
        {
            // The rest are not looked at.
        }
        else if (name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)) notebooks.Add((name, () => ReadAtMost(File.OpenRead(entry.FullName))));
        else if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase)) CollectZip(entry.FullName, name, notebooks, notes);
    }

    static void CollectZip(string file, string name, List<(string, Func<byte[]>)> notebooks, List<string> notes)
    {
        using var zip = ZipFile.OpenRead(file);
        if (zip.Entries.Count > MostEntries) throw new InvalidDataException($"a zip of {zip.Entries.Count} files");
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.EndsWith(Ending, StringComparison.OrdinalIgnoreCase)))
        {
            const int TypeMask = 0xF000, Link = 0xA000;
            if (((entry.ExternalAttributes >> 16) & TypeMask) == Link) notes.Add($"{Shown(entry.FullName)} in {name} is a link and was not followed");
            else if (IsUnsafe(entry.FullName)) notes.Add($"{Shown(entry.FullName)} in {name} names a place outside the zip and was not read");
            else if (entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) || entry.FullName.Contains(".ipynb_checkpoints/", StringComparison.Ordinal)) continue;
            else if (notebooks.Count < MostCandidates)
            {
                var path = entry.FullName;
                notebooks.Add(($"{name}/{path}", () =>
                {
                    using var again = ZipFile.OpenRead(file);
                    return ReadAtMost(again.GetEntry(path)!.Open());
                }));
            }
        }
    }

    /// <summary>What a header says of a length is not believed.</summary>
    static byte[] ReadAtMost(Stream stream)
    {
        using (stream)
        {
            using var bytes = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int count; (count = stream.Read(buffer)) > 0;)
            {
                if (bytes.Length + count > NotebookDocument.MaximumFileSize) throw new InvalidDataException($"it is larger than {NotebookDocument.MaximumFileSize >> 20} MiB");
                bytes.Write(buffer, 0, count);
            }
            return bytes.ToArray();
        }
    }

    int Unlikeness(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path.Split('/')[^1]);
        return name.Equals(assignment, StringComparison.OrdinalIgnoreCase) ? 0
            : path.Contains($"/{assignment}/", StringComparison.OrdinalIgnoreCase) ? 1
            : name.Contains(assignment, StringComparison.OrdinalIgnoreCase) ? 2
            : name.StartsWith(assignment.Split('-')[0], StringComparison.OrdinalIgnoreCase) ? 3
            : 4;
    }

    static bool IsCandidate(string name) => name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    static bool IsUnsafe(string path) =>
        path.Split('/', '\\').Contains("..") || path.StartsWith('/') || path.StartsWith('\\') || path.Contains(':', StringComparison.Ordinal);

    static string StudentOf(FileSystemInfo entry)
    {
        var name = entry is DirectoryInfo ? entry.Name : Path.GetFileNameWithoutExtension(entry.Name);
        return Shown(Moodle().Match(name) is { Success: true } match ? match.Groups["student"].Value : name).Trim();
    }

    static string OneLine(string text) => text.ReplaceLineEndings(" ");

    /// <summary>A name without signs that move a cursor or turn text round.</summary>
    static string Shown(string name) => new StringBuilder().AppendJoin("", name.Select(letter =>
        char.IsControl(letter) || (int)letter is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 ? '?' : letter)).ToString();

    [GeneratedRegex(@"^(?<student>.+?_\d+)_assignsubmission_", RegexOptions.IgnoreCase)]
    private static partial Regex Moodle();
}
