using System.Globalization;
using System.Security.Cryptography;

namespace NeuralLab.Tests.Fuzzing;

/// <summary>
/// Whatever bytes a reader of ours is given, it gives a value or its own error, within bounds of memory, and comes to an end. A few thousand
/// inputs each; <c>NEURALLAB_FUZZ_INPUTS=1000000</c> takes hours, and <c>NEURALLAB_FUZZ_SEED</c> tries others. What breaks a reader goes
/// into the folder Crashers, whose files are read in every run.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    const int Inputs = 1500;

    /// <summary>An input that takes this long hangs.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    static int Number(string variable, int otherwise) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public static TheoryData<string> Readers => [.. FuzzedReader.All.Select(reader => reader.Name)];

    [Theory]
    [MemberData(nameof(Readers))]
    public async Task A_reader_gives_a_value_or_its_own_error(string name)
    {
        var reader = FuzzedReader.All.Single(reader => reader.Name == name);
        var good = reader.Good();
        Mutator mutator = new(Number("NEURALLAB_FUZZ_SEED", 1), reader.Words);
        using TemporaryFolder folder = new();
        foreach (var file in good) Assert.Equal((null, true), reader.Try(folder.Write("input", reader.Finish?.Invoke([.. file]) ?? file)));
        int values = 0, inputs = Number("NEURALLAB_FUZZ_INPUTS", Inputs);
        for (var input = 0; input < inputs; input++)
        {
            var bytes = mutator.Next(good);
            bytes = reader.Finish?.Invoke(bytes) ?? bytes;
            var path = folder.Write("input", bytes);
            var reading = Task.Run(() => reader.Try(path), TestContext.Current.CancellationToken);
            var inTime = await Task.WhenAny(reading, Task.Delay(Patience, TestContext.Current.CancellationToken)) == reading;
            var (wrong, isValue) = inTime ? await reading : ("it hangs", false);
            if (wrong is not null) Assert.Fail($"Input {input}, kept in {Keep(name, bytes)}: {wrong}");
            if (isValue) values++;
        }
        output.WriteLine($"{name}: {inputs} inputs, {values} read to a value");
        Assert.InRange(values, 1, inputs - 1);
    }

    [Fact]
    public void What_once_broke_a_reader_no_longer_does()
    {
        var files = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fuzzing", "Crashers"));
        Assert.True(files.Length >= 6, "the crashers are not there");
        foreach (var file in files)
        {
            var reader = FuzzedReader.All.Single(reader => Path.GetFileName(file).StartsWith(reader.Name.Replace(' ', '-') + "--", StringComparison.Ordinal));
            Assert.True(reader.Try(file) is (null, false), file);
        }
    }

    static string Keep(string name, byte[] bytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{name.Replace(' ', '-')}--{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
