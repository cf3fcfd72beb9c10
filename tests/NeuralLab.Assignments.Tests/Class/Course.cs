using System.Collections.Concurrent;
using NeuralLab.Assignments.Release;
using NeuralLab.Assignments.Source;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Tests.Class;

/// <summary>One of the six labs as an assignment, made once for all tests.</summary>
sealed class Course
{
    /// <summary>Any number that is in no lab.</summary>
    public const int Seed = 918273645;

    static readonly ConcurrentDictionary<string, Lazy<Course>> All = new();

    Course(string lab)
    {
        SourcePath = Directory.GetFiles(System.IO.Path.Combine(Root, "notebooks"), lab + "-*.ipynb").Single();
        Source = SourceNotebook.Load(SourcePath);
        Assignment = new AssignmentCreator(Files).Create(SourcePath, Seed);
    }

    public static string Root { get; } = Above(AppContext.BaseDirectory);

    public static LabFiles Files { get; } = new() { DataFolder = System.IO.Path.Combine(Root, "data") };

    public string SourcePath { get; }

    public SourceNotebook Source { get; }

    public Assignment Assignment { get; }

    public Manifest Manifest => Assignment.Manifest;

    /// <summary>The lab whose name begins so: <c>NN1</c>.</summary>
    public static Course Of(string lab) => All.GetOrAdd(lab, name => new(() => new Course(name))).Value;

    /// <summary>A copy of what students get.</summary>
    public NotebookDocument Release() => NotebookDocument.Parse(Assignment.Release.ToJson());

    /// <summary>The lines of an exercise's solution.</summary>
    public string Solution(Exercise exercise)
    {
        var cell = Source.Document.Cells.Single(cell => cell.Id == exercise.AnswerCells.Single());
        return string.Join('\n', Markers.Inside(cell.Source, Markers.Region.Solution, "test"));
    }

    /// <summary>The students' notebook with an answer for each exercise; null leaves it as it is.</summary>
    public NotebookDocument Answered(Func<Exercise, string?> answer)
    {
        var notebook = Release();
        foreach (var exercise in Manifest.Exercises)
        {
            if (answer(exercise) is { } body) Put(notebook, exercise, body);
        }
        return notebook;
    }

    /// <summary>Puts code in the place of the line that begins with <c>throw</c>.</summary>
    public static void Put(NotebookDocument notebook, Exercise exercise, string body)
    {
        var cell = CellOf(notebook, exercise);
        var lines = cell.Source.Split('\n');
        var stub = Array.FindIndex(lines, line => line.TrimStart().StartsWith("throw ", StringComparison.Ordinal));
        lines[stub] = body;
        cell.Source = string.Join('\n', lines);
    }

    public static NotebookCell CellOf(NotebookDocument notebook, Exercise exercise) => notebook.Cells.Single(cell => cell.Id == exercise.AnswerCells.Single());

    static string Above(string folder) =>
        System.IO.File.Exists(System.IO.Path.Combine(folder, "NeuralLab.sln")) ? folder : Above(System.IO.Path.GetDirectoryName(folder.TrimEnd('/', '\\'))!);
}
