using System.Diagnostics;
using System.Globalization;
using NeuralLab.Notebooks.Tests.Sessions;

namespace NeuralLab.Notebooks.Tests.Documents;

public sealed class AtomicTextFileTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_replaced_and_nothing_else_is_left() => Check("a.json");

    [Theory]
    [InlineData(250)]
    [InlineData(215)]
    public void A_long_name_has_room_for_its_temporary_file(int length) => Check(new string('n', length));

    [Fact]
    public void A_long_name_in_another_script_has_room_for_its_temporary_file() => Check(new string('ж', 125));

    void Check(string name)
    {
        folder.WriteText(name, "old");
        AtomicTextFile.RequireWritable(folder.File(name));
        Assert.Equal("old", File.ReadAllText(folder.File(name)));
        AtomicTextFile.Write(folder.File(name), "new");
        Assert.Equal("new", File.ReadAllText(folder.File(name)));
        Assert.Equal([name], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void What_cannot_be_written_is_known_before_and_leaves_what_is_there()
    {
        Directory.CreateDirectory(folder.File("taken/inside"));
        Assert.Throws<IOException>(() => AtomicTextFile.RequireWritable(folder.File("taken")));
        Assert.ThrowsAny<IOException>(() => AtomicTextFile.Write(folder.File("taken"), "new"));
        Assert.ThrowsAny<IOException>(() => AtomicTextFile.RequireWritable(folder.WriteText("file", "") + "/below"));
        Assert.Equal(["file"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void What_a_dead_run_left_is_removed_and_what_others_write_is_not()
    {
        AtomicTextFile.Write(folder.File("a"), "1");
        var machine = ProcessNumbers.Space;
        var dead = folder.WriteText($"a.{machine}-4194304-abcdef.tmp", "half");
        var living = folder.WriteText($"a.{machine}-{Environment.ProcessId}-abcdef.tmp", "half");
        var elsewhere = folder.WriteText("a.01234567-4194304-abcdef.tmp", "half");
        var other = folder.WriteText($"ab.{machine}-4194304-abcdef.tmp", "half");

        AtomicTextFile.Write(folder.File("a"), "2");

        Assert.Equal(new[] { folder.File("a"), living, elsewhere, other }.Order(), Directory.GetFiles(folder.Path).Order());
        Assert.False(File.Exists(dead));
    }

    [Fact]
    public Task A_writer_that_is_killed_at_any_moment_leaves_a_whole_file() => KillWriters(6);

    [Fact(Explicit = true)]
    [Trait("Category", "Long")]
    public Task A_writer_that_is_killed_at_any_of_200_moments_leaves_a_whole_file() => KillWriters(200);

    /// <summary>A process writes notebook and page over and over, and is killed.</summary>
    async Task KillWriters(int kills)
    {
        var random = new Random(11);
        using var session = new CellSession(folder.Path);
        var left = 0;
        for (var kill = 0; kill < kills; kill++)
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var receiver = new RecordingReceiver();
            receiver.Happened = _ =>
            {
                if (receiver.Printed().EndsWith('\n'))
                    begun.TrySetResult();
            };
            var running = Task.Run(() => session.Run(Writer, kill + 1, receiver), TestContext.Current.CancellationToken);
            await Task.WhenAny(begun.Task, running);
            using var process = Process.GetProcessById(int.Parse(receiver.Printed(), CultureInfo.InvariantCulture));
            // Some writes from now, anywhere within one.
            SpinWait.SpinUntil(() => false, random.Next(60));
            process.Kill();
            Assert.Equal(RunStatus.Crashed, (await running).Status);

            var document = NotebookDocument.Load(folder.File("copy.ipynb"));
            var source = Assert.Single(document.Cells).Source;
            Assert.Equal(1_000_000, source.Length);
            Assert.Single(source.Distinct());
            var page = File.ReadAllText(folder.File("page.html"));
            Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
            Assert.EndsWith("</html>\n", page.TrimEnd() + "\n", StringComparison.Ordinal);
            left += Directory.GetFiles(folder.Path, "*.tmp").Length;
        }
        new NotebookDocument().Save(folder.File("copy.ipynb"));
        AtomicTextFile.Write(folder.File("page.html"), "");
        Assert.Equal(["copy.ipynb", "page.html"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{kills} kills, {left} temporary files seen"));
    }

    const string Writer = """
        var round = 0;
        while (true)
        {
            var document = new NeuralLab.Notebooks.NotebookDocument();
            document.Cells.Add(new NeuralLab.Notebooks.NotebookCell(NeuralLab.Notebooks.CellType.Raw, new string((char)('a' + round % 26), 1_000_000)));
            document.Save("copy.ipynb");
            var run = new NeuralLab.Notebooks.NotebookRunResult { Path = "copy.ipynb", Document = document, Status = NeuralLab.Notebooks.RunStatus.Succeeded, Duration = TimeSpan.Zero };
            NeuralLab.Notebooks.HtmlReport.Write("page.html", new[] { run });
            if (round++ == 0) Console.WriteLine(Environment.ProcessId);
        }
        """;
}
