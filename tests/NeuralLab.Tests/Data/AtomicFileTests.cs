namespace NeuralLab.Tests;

public class AtomicFileTests
{
    [Fact]
    public void A_file_is_replaced_whole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("model", "old"u8.ToArray());
        AtomicFile.Write(path, stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void When_writing_fails_every_old_file_is_still_there_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string first = folder.Write("first", "old"u8.ToArray()), second = folder.File("second");
        Assert.Throws<IOException>(() => AtomicFile.WriteAll([(first, stream => stream.Write("new"u8)), (second, _ => throw new IOException("disk full"))]));
        Assert.Equal("old", File.ReadAllText(first));
        Assert.Equal([first], Directory.GetFiles(folder.Path));
    }
}
