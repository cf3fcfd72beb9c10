using System.Security.Cryptography;
using System.Text;
using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;
using NeuralLab.Assignments.Release;
using NeuralLab.Assignments.Source;
using NeuralLab.Assignments.Submissions;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments;

/// <summary>What <see cref="AssignmentCreator"/> made.</summary>
/// <param name="Manifest">What the lecturer keeps.</param>
/// <param name="Release">What students get.</param>
/// <param name="Leaks">Places that give an answer away; nothing should be released where there are any.</param>
public sealed record Assignment(Manifest Manifest, NotebookDocument Release, IReadOnlyList<Leak> Leaks);

/// <summary>Makes an assignment of a source notebook, and tries it: the solutions must get all points, the students' notebook none.</summary>
/// <param name="files">What a lab needs beside its notebook.</param>
public sealed class AssignmentCreator(LabFiles files)
{
    /// <summary>What students get beside the notebook says how to begin.</summary>
    public const string ReadmeName = "README.md";

    /// <summary>Makes and tries it.</summary>
    /// <param name="path">The source notebook.</param>
    /// <param name="seed">Hidden; null (default): drawn.</param>
    /// <exception cref="AssignmentException">The notebook cannot be graded, a solution does not get its points, or an empty answer gets some.</exception>
    public Assignment Create(string path, int? seed = null)
    {
        var source = SourceNotebook.Load(path);
        var builder = new AssignmentBuilder(source);
        var manifest = builder.Manifest(seed ?? RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue));
        var scratch = Directory.CreateTempSubdirectory("neurallab-create-").FullName;
        try
        {
            files.WriteTo(scratch);
            // The lecturer's own code: nothing to be shut in.
            using var judge = new Judge(manifest, scratch);
            manifest = manifest with { Exercises = [.. Named(source, manifest, judge, scratch)] };
            var release = builder.Release(manifest);
            manifest = AssignmentBuilder.WithCells(manifest, release);
            // A leak by other means: what students get, as it is, must earn nothing.
            foreach (var mark in Try(manifest, judge, scratch, release.Cells).Where(mark => mark.Points > 0))
                throw new AssignmentException($"{source.Name}: {mark.Exercise} gets {Manifest.Text(mark.Points)} points without an answer");
            return new(manifest, release, [.. new LeakCheck(source, release, manifest).Find(), .. new TwinCheck(manifest, release).Find(judge, scratch)]);
        }
        catch (JudgeException fault)
        {
            throw new AssignmentException($"{source.Name}: {fault.Message}", fault);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>The zip for students: all that the notebook needs, with no path of this machine.</summary>
    /// <param name="assignment">Without leaks.</param>
    public byte[] Zip(Assignment assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        var name = assignment.Manifest.Name;
        (string Name, string Text)[] own =
        [
            ($"{name}.ipynb", assignment.Release.ToJson()),
            (ReadmeName, StudentReadme.Of(assignment.Manifest)),
            (VersoSetup.Name, VersoSetup.Source)
        ];
        return LabFiles.Zip(own.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text))).Concat(files.All()).Select(file => ($"{name}/{file.Item1}", file.Item2)));
    }

    /// <summary>The exercises with the names that their checks give them, once the solutions have all points.</summary>
    static IEnumerable<Exercise> Named(SourceNotebook source, Manifest manifest, Judge judge, string scratch)
    {
        var solved = source.Document.Cells.Where(cell => cell.CellType == CellType.Code)
            .Select(cell =>
                new NotebookCell(CellType.Code, Markers.Whole(cell.Source, source.Place(cell))) { Id = cell.Id, Metadata = cell.Metadata })
            .ToArray();
        foreach (var mark in Try(manifest, judge, scratch, solved).Where(mark => mark.Kind != MarkKind.Right))
            throw new AssignmentException($"{source.Name}: the solution of {mark.Exercise} gets {Manifest.Text(mark.Points)} of {Manifest.Text(mark.Max)} points: {mark.Reason}");
        return manifest.Exercises.Select(exercise => exercise with { Name = judge.NameOf(exercise.Check) is { Length: > 0 } name ? name : exercise.Id });
    }

    static IReadOnlyList<ExerciseMark> Try(Manifest manifest, Judge judge, string scratch, IEnumerable<NotebookCell> cells) =>
        new SubmissionGrader(manifest, judge, Sandbox.Weakest, new Limits(), scratch, scratch)
            .Grade([.. cells.Select(cell => new SubmittedCell(cell.Id, SourceNotebook.GradeId(cell), cell.CellType == CellType.Code, cell.Source))]).Marks;
}
