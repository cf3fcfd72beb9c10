namespace NeuralLab.Tests;

[Collection(nameof(DataEnvironment))]
public class DataCatalogTests
{
    [Fact]
    public void Shipped_data_are_intact_and_reproduced()
    {
        var checks = DataCatalog.Verify();
        Assert.Equal(34, checks.Count);
        Assert.All(checks, check => Assert.True(check.Result == DataCheckResult.Intact, $"{check.File}: {check.Result}, {check.Detail}"));
    }

    [Fact]
    public void Generating_writes_the_shipped_files_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        string target = folder.File("new/course");
        var written = DataCatalog.Generate(target);
        Assert.Equal(32, written.Count);
        Assert.Equal(written.Order(), Directory.GetFiles(target).Order());
        foreach (string path in written)
            Assert.Equal(File.ReadAllBytes(DataFolder.File($"course/{Path.GetFileName(path)}")), File.ReadAllBytes(path));
        Assert.All(written, path => Assert.DoesNotContain((byte)'\r', File.ReadAllBytes(path)));
    }

    [Fact]
    public void Verifying_tells_what_is_missing_changed_or_unlisted()
    {
        using var folder = new TemporaryFolder();
        DataCatalog.Generate(folder.File("course"));
        string[] sums = [.. File.ReadLines(DataFolder.File("SHA256SUMS")).Where(line => !line.EndsWith("easy-test.csv", StringComparison.Ordinal))];
        folder.Write("SHA256SUMS", [.. string.Join('\n', sums).Select(letter => (byte)letter)]);
        folder.Write("digits.csv", File.ReadAllBytes(DataFolder.File("digits.csv")));
        File.AppendAllText(folder.File("course/xor3-test.csv"), " ");
        var checks = DataCatalog.Verify(folder.Path).Where(check => check.Result != DataCheckResult.Intact).ToDictionary(check => check.File);
        Assert.Equal(3, checks.Count);
        Assert.Equal(DataCheckResult.Missing, checks["iris.csv"].Result);
        Assert.Equal(DataCheckResult.Changed, checks["course/xor3-test.csv"].Result);
        Assert.Equal(DataCheckResult.Unlisted, checks["course/easy-test.csv"].Result);
    }

    [Fact]
    public void A_shipped_course_file_that_is_not_what_is_generated_is_found()
    {
        using var folder = new TemporaryFolder();
        DataCatalog.Generate(folder.File("course"));
        File.WriteAllText(folder.File("course/easy-test.csv"), "x,y,c\n1,0,1\n");
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.File("course/easy-test.csv"))));
        File.WriteAllText(folder.File("SHA256SUMS"), $"{hash}  course/easy-test.csv\n");
        Assert.Equal(DataCheckResult.NotReproduced, DataCatalog.Verify(folder.Path)[0].Result);
    }

    [Theory]
    [InlineData("nonsense\n")]
    [InlineData("0123  file\n")]
    public void A_damaged_list_of_sums_is_an_error_with_its_line(string sums)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("SHA256SUMS"), sums);
        Assert.Contains("SHA256SUMS, line 1", Assert.Throws<DataException>(() => DataCatalog.Verify(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void List_tells_sizes_and_what_is_there()
    {
        var entries = DataCatalog.List().ToDictionary(entry => entry.Name);
        Assert.Equal((10_000, 1000, 2, LearningTask.Regression, true), Facts(entries["multimodal-large"]));
        Assert.Equal((2060, 2000, 3, LearningTask.Classification, true), Facts(entries["rings3-balance"]));
        Assert.Equal((1797, 0, 65, LearningTask.Classification, true), Facts(entries["digits"]));
        Assert.Equal((150, 0, 5, LearningTask.Classification, true), Facts(entries["iris"]));
        using var folder = new TemporaryFolder();
        Assert.All(DataCatalog.List(folder.Path).Take(18), entry => Assert.False(entry.IsPresent, entry.Name));

        static (int, int, int, LearningTask, bool) Facts(DataCatalogEntry entry) => (entry.TrainingRows, entry.TestRows, entry.Columns, entry.Task, entry.IsPresent);
    }

    [Fact]
    public void Folder_is_found_above_the_library_or_named_by_the_environment()
    {
        Assert.True(File.Exists(Path.Combine(DataFolder.Find(), "iris.csv")));
        using var folder = new TemporaryFolder();
        using (new DataEnvironment(DataFolder.Variable, folder.Path))
        {
            Assert.Equal(folder.Path, DataFolder.Find());
            Assert.Equal(folder.File("cache"), DataFolder.Cache());
            var missing = Assert.Throws<DataNotFoundException>(() => CourseData.Load("easy"));
            Assert.Equal(folder.File("course/easy-training.csv"), missing.Path);
            Assert.Contains("neurallab data generate", missing.Message, StringComparison.Ordinal);
            Assert.Contains("restore it", Assert.Throws<DataNotFoundException>(Iris.Load).Message, StringComparison.Ordinal);
        }
        using (new DataEnvironment(DataFolder.Variable, folder.File("nowhere")))
            Assert.Contains(DataFolder.Variable, Assert.Throws<DataNotFoundException>(() => DataFolder.Find()).Message, StringComparison.Ordinal);
        using (new DataEnvironment(DataFolder.CacheVariable, folder.File("downloads")))
            Assert.Equal(folder.File("downloads"), DataFolder.Cache());
    }
}
