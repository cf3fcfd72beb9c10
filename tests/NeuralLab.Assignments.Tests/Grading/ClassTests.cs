using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Tests.Class;

namespace NeuralLab.Assignments.Tests.Grading;

/// <summary>The made class: every mark is met exactly, whoever sits beside.</summary>
public class ClassTests
{
    /// <summary>Every kind is in one of the six.</summary>
    [Theory]
    [InlineData("NN1", 0)]
    [InlineData("NN2", 15)]
    [InlineData("NN3", 30)]
    [InlineData("NN4", 45)]
    [InlineData("NN5", 60)]
    [InlineData("NN6", 75)]
    public void Twenty_submissions_get_the_marks_they_deserve(string lab, int first)
    {
        using var run = new ClassRun(Course.Of(lab), 20, first);
        // Less time than by default, so that loops cost less: on a busy machine it is no less for the answers.
        run.RequireAll(run.Grade(new GradeOptions { Limits = new Limits { Time = TimeSpan.FromSeconds(4) } }));
    }

    /// <summary>As many as NEURALLAB_CLASS says (default 300) of the lab that NEURALLAB_CLASS_LAB names (default NN1), from the kind NEURALLAB_CLASS_FIRST (default 0).</summary>
    [Fact(Explicit = true)]
    [Trait("Category", "Long")]
    public void A_class_of_300_gets_the_marks_it_deserves()
    {
        static int Number(string name, int byDefault) => Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : byDefault;
        using var run = new ClassRun(Course.Of(Environment.GetEnvironmentVariable("NEURALLAB_CLASS_LAB") ?? "NN1"), Number("NEURALLAB_CLASS", 300), Number("NEURALLAB_CLASS_FIRST", 0));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var marks = run.Grade();
        Console.Error.WriteLine($"{marks.Count} submissions in {clock.Elapsed.TotalSeconds:F0} s; sum {marks.Sum(mark => mark.Seconds):F0} s; median {marks.Select(mark => mark.Seconds).Order().ElementAt(marks.Count / 2)} s");
        run.RequireAll(marks);
    }
}
