using System.Text.Json.Nodes;
using NeuralLab.Assignments.Release;
using NeuralLab.Assignments.Tests.Class;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Tests;

/// <summary>What students get gives no answer away, and what would is found.</summary>
public class LeakTests
{
    [Theory]
    [InlineData("NN1")]
    [InlineData("NN2")]
    [InlineData("NN3")]
    [InlineData("NN4")]
    [InlineData("NN5")]
    [InlineData("NN6")]
    public void The_labs_leak_nothing(string lab) => Assert.Empty(Course.Of(lab).Assignment.Leaks);

    [Theory]
    [InlineData("a line of a solution", "double k = Squared(dZ) + 1;\nreturn W2[0, 0] * a0 + W2[0, 1] * a1 + b2[0];", CellType.Code)]
    [InlineData("a line of a solution", "// return W2[0, 0] * a0 + W2[0, 1] * a1 + b2[0];", CellType.Code)]
    [InlineData("a line of a solution", "The answer: `return W2[0,0]*a0 + W2[0,1]*a1 + b2[0];`", CellType.Markdown)]
    [InlineData("a solution with other names", "double p = Sigmoid(A[0, 0] * q[0] + A[0, 1] * q[1] + c[0]);\ndouble r = Sigmoid(A[1, 0] * q[0] + A[1, 1] * q[1] + c[1]);\nreturn B[0, 0] * p + B[0, 1] * r + d[0];", CellType.Code)]
    [InlineData("a hidden value", "int seed = 918273645;", CellType.Code)]
    [InlineData("a marker of the source", "// BEGIN SOLUTION", CellType.Code)]
    public void A_planted_leak_is_found(string kind, string source, CellType type)
    {
        var course = Course.Of("NN1");
        var release = course.Release();
        release.Cells.Add(new NotebookCell(type, source) { Id = "planted" });
        var leak = Assert.Single(new LeakCheck(course.Source, release, course.Manifest).Find());
        Assert.Equal(("planted", kind), (leak.Cell, leak.Kind));
    }

    [Fact]
    public void A_leak_in_outputs_or_metadata_is_found()
    {
        var course = Course.Of("NN1");
        var release = course.Release();
        release.Cells[0].Metadata["note"] = "return W2[0, 0] * a0 + W2[0, 1] * a1 + b2[0];";
        release.Cells[1].Outputs.Add(new StreamOutput("stdout", "0.17414"));
        Assert.Equal(["a line of a solution in the metadata", "an output of the solved notebook"], new LeakCheck(course.Source, release, course.Manifest).Find().Select(leak => leak.Kind));
    }

    [Fact]
    public void A_function_that_computes_the_same_in_another_way_is_found()
    {
        using var folder = new TemporaryFolder();
        var notebook = NotebookDocument.Load(Course.Of("NN5").SourcePath);
        notebook.Cells.Add(new NotebookCell(CellType.Code, "static int Weights(int[] layers) => Enumerable.Range(1, layers.Length - 1).Sum(i => layers[i] * (1 + layers[i - 1]));") { Id = "twin" });
        notebook.Save(folder.File("twin.ipynb"));
        var leak = Assert.Single(new AssignmentCreator(Course.Files).Create(folder.File("twin.ipynb"), Course.Seed).Leaks);
        Assert.Equal(("twin", "a function that solves NN5.1", "Weights"), (leak.Cell, leak.Kind, leak.Text));
    }

    [Fact]
    public void Hidden_tests_and_nbgrader_markers_are_understood()
    {
        using var folder = new TemporaryFolder();
        NotebookCell Cell(string id, string source, bool isSolution) => new(CellType.Code, source)
        {
            Id = id,
            Metadata = new JsonObject { ["nbgrader"] = new JsonObject { ["schema_version"] = 3, ["grade"] = !isSolution, ["solution"] = isSolution, ["locked"] = !isSolution, ["grade_id"] = id, ["points"] = 4, ["task"] = false } },
        };
        new NotebookDocument
        {
            Cells =
            [
                Cell("double", "static int Twice(int n)\n{\n    ### BEGIN SOLUTION\n    return 2 * n + 0;\n    ### END SOLUTION\n}", true),
                Cell("double-check", "if (Twice(3) != 6) throw new Exception(\"Twice(3)\");\n### BEGIN HIDDEN TESTS\nif (Twice(1234567) != 2469134) throw new Exception(\"large\");\n### END HIDDEN TESTS", false),
            ],
        }.Save(folder.File("own.ipynb"));
        var assignment = new AssignmentCreator(Course.Files).Create(folder.File("own.ipynb"), Course.Seed);
        Assert.Empty(assignment.Leaks);
        Assert.DoesNotContain("2469134", assignment.Release.ToJson(), StringComparison.Ordinal);
        Assert.DoesNotContain("2 * n", assignment.Release.ToJson(), StringComparison.Ordinal);
        Assert.Contains("2469134", assignment.Manifest.ToJson(), StringComparison.Ordinal);
        Assert.Contains("NotImplementedException", assignment.Release.Cells[0].Source, StringComparison.Ordinal);
    }

    [Fact]
    public void The_zip_names_no_place_of_this_machine_and_is_the_same_each_time()
    {
        var creator = new AssignmentCreator(Course.Files);
        var zip = creator.Zip(Course.Of("NN1").Assignment);
        Assert.Equal(zip, creator.Zip(Course.Of("NN1").Assignment));
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(zip));
        foreach (var entry in archive.Entries.Where(entry => !entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(entry.Open());
            Assert.DoesNotContain(Course.Root, reader.ReadToEnd(), StringComparison.Ordinal);
        }
        Assert.Contains(archive.Entries, entry => entry.FullName == "NN1-forward-pass/lib/NeuralLab.Labs.dll");
    }
}
