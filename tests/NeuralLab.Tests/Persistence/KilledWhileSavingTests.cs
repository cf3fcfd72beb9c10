using System.Diagnostics;

namespace NeuralLab.Tests.Persistence;

/// <summary>A process killed while it saves leaves the old file or the new one, whole.</summary>
public class KilledWhileSavingTests
{
    const string Variable = "NEURALLAB_TEST_SAVES_TO";

    static Network<double> Model(int seed) => Mlp.Create(seed, [200, 400, 200], Activation.Tanh);

    /// <summary>What the child process does: saves two models in turn until it is killed.</summary>
    [Fact(Explicit = true)]
    public void SavesForever()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(path is null, $"Only for a child process that is told by {Variable} where to save.");
        Network<double>[] models = [Model(1), Model(2)];
        using var output = Console.OpenStandardOutput();
        for (var i = 0; ; i++)
        {
            models[i % 2].Save(path);
            output.Write("saved\n"u8);
            output.Flush();
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void TheOldOrTheNewFileIsWhole(int saves)
    {
        using TemporaryFolder folder = new();
        var path = folder.File("model");
        ProcessStartInfo start = new("dotnet", [typeof(KilledWhileSavingTests).Assembly.Location, "-method", $"{typeof(KilledWhileSavingTests).FullName}.{nameof(SavesForever)}", "-explicit", "only"])
        {
            RedirectStandardOutput = true, Environment = { [Variable] = path },
        };
        using var child = Process.Start(start)!;
        for (var seen = 0; seen < saves;)
        {
            var line = child.StandardOutput.ReadLine();
            Assert.False(line is null, "the child ended before it was killed");
            if (line == "saved") seen++;
        }
        child.Kill(entireProcessTree: true);
        child.WaitForExit();
        var left = Samples.Weights(Network.Load<double>(path));
        Assert.True(left.SequenceEqual(Samples.Weights(Model(1))) || left.SequenceEqual(Samples.Weights(Model(2))));
    }
}
