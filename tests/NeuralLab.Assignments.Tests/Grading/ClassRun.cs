using System.Net;
using System.Net.Sockets;
using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Tests.Class;

namespace NeuralLab.Assignments.Tests.Grading;

/// <summary>A made class on disk, with what its hostile ones reach for: an open port, the manifest, a folder in which anyone may write.</summary>
sealed class ClassRun : IDisposable
{
    readonly TemporaryFolder folder = new();
    readonly TcpListener listener = new(IPAddress.Loopback, 0);

    public ClassRun(Course course, int count, int first = 0)
        : this(course, made => made.Make(count, first))
    {
    }

    public ClassRun(Course course, params string[] hostile)
        : this(course, made => made.Make(hostile))
    {
    }

    ClassRun(Course course, Func<MadeClass, IReadOnlyList<MadeSubmission>> make)
    {
        Course = course;
        listener.Start();
        Outside = Directory.CreateDirectory(folder.File("outside")).FullName;
        ManifestPath = folder.File("manifest.json");
        course.Manifest.Save(ManifestPath);
        // Whoever sees them may change them: only that they are not seen protects them.
        foreach (var path in (string[])[folder.Path, Outside, ManifestPath])
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0x1FF);
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var places = new Dictionary<string, string>
        {
            ["PORT"] = $"{port}", ["SECRET"] = ManifestPath, ["COURSE"] = Path.GetFileName(folder.Path), ["CANARY"] = course.Manifest.Cells[0].Checksum, ["OUTSIDE"] = Outside,
        };
        Submissions = make(new MadeClass(course, places));
        foreach (var submission in Submissions) submission.Write(Directory.CreateDirectory(Path.Combine(SubmissionsPath, submission.Student)).FullName);
    }

    public Course Course { get; }

    public IReadOnlyList<MadeSubmission> Submissions { get; }

    public string SubmissionsPath => folder.File("submitted");

    public string MarksPath => folder.File("marks");

    public string ManifestPath { get; }

    public string Outside { get; }

    public string FileOf(string name) => folder.File(name);

    public IReadOnlyList<SubmissionMarks> Grade(GradeOptions? options = null)
    {
        var marks = new ClassGrader(Course.Manifest, Course.Files, options ?? new()).Grade(SubmissionsPath, MarksPath);
        Gradebook.Of(Course.Manifest, marks, MarksPath).Save(MarksPath);
        return marks;
    }

    /// <summary>Every mark is as it must be, and nothing outside has changed.</summary>
    public void RequireAll(IReadOnlyList<SubmissionMarks> marks)
    {
        Assert.Equal(Submissions.Select(submission => submission.Student), marks.Select(mark => mark.Student));
        Assert.Empty(Submissions.Zip(marks, (submission, mark) => submission.Fault(mark)).OfType<string>());
        Assert.True(Directory.Exists(Outside));
        Assert.Empty(Directory.GetFileSystemEntries(Outside));
        Assert.False(listener.Pending());
        Assert.Equal(Course.Manifest.ToJson(), File.ReadAllText(ManifestPath));
    }

    public void Dispose()
    {
        listener.Dispose();
        folder.Dispose();
    }
}
