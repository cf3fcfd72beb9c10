using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace NeuralLab.Tests.Guide;

/// <summary>The code of the engine's guide compiles and runs as it stands there, as cells of a notebook would.</summary>
public class GuideTests
{
    static string Page { get; } = File.ReadAllText(ProjectFolder.Find("lib", "NeuralLab", "README.md"));

    static string[] Blocks(string language) =>
        [.. Regex.Matches(Page, $"^```{language}\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline).Select(match => match.Groups[1].Value)];

    [Fact]
    public async Task EveryBlockOfCSharpRuns()
    {
        using TemporaryFolder folder = new();
        var blocks = Blocks("csharp");
        Assert.True(blocks.Length >= 7, $"the guide has {blocks.Length} blocks of C#");
        var options = ScriptOptions.Default.WithReferences(typeof(Activation).Assembly, typeof(MathNet.Numerics.LinearAlgebra.Matrix<>).Assembly)
            .WithImports("System", "System.Linq").WithLanguageVersion(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13);
        var state = await CSharpScript.RunAsync("", options, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var block in blocks)
            state = await state.ContinueWithAsync(InFolder(block, folder), cancellationToken: TestContext.Current.CancellationToken);

        Assert.True(File.Exists(folder.File("square.safetensors")));
        Assert.InRange(((double[])state.GetVariable("scores").Value).Average(), 0.9, 1);
        Assert.Equal(40, ((TrainingResult<double>)state.GetVariable("resumed").Value).History.Epochs);
        var x = (StandardizedSplit<double>)state.GetVariable("square").Value;
        var network = (Network<double>)state.GetVariable("network").Value;
        Assert.InRange(x.MeanSquaredError(network, x.Data.Test), 0, 9);
        Assert.Equal(network.Predict(x.X), ((Network<double>)state.GetVariable("loaded").Value).Predict(x.X));
    }

    static string InFolder(string code, TemporaryFolder folder) =>
        Regex.Replace(code, "\"(\\w+\\.safetensors)\"", match => $"@\"{folder.File(match.Groups[1].Value)}\"");

    [Fact]
    public void TheBlockOfPythonReadsAModelAndPredictsTheSame()
    {
        using TemporaryFolder folder = new();
        var network = Mlp.Create(1, [2, 3, 1], Activation.Tanh, weights: Initializer.Normal(0, 1));
        network.Save(folder.File("model"));
        using var python = Start(new("python3", ["-", folder.File("model")]) { RedirectStandardInput = true, RedirectStandardOutput = true });
        Assert.SkipWhen(python is null, "There is no python3 on this machine to read the file with.");
        python.StandardInput.Write($$"""
            {{Assert.Single(Blocks("python"))}}
            import math, sys
            layers, tensors = load(sys.argv[1])
            assert [layer["type"] for layer in layers] == ["Dense", "Dense"], layers
            x = [0.5, -1.5]
            for place, layer in enumerate(layers, start=1):
                x = [sum(w * v for w, v in zip(row, x)) + b[0] for row, b in zip(tensors[f"{place}.W"], tensors[f"{place}.b"])]
                if layer["activation"]["type"] == "Tanh": x = [math.tanh(z) for z in x]
            print(repr(x[0]))
            """);
        python.StandardInput.Close();
        var said = python.StandardOutput.ReadToEnd();
        Numeric.Close(
            network.Predict(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 1, [0.5, -1.5]))[0, 0],
            double.Parse(said, System.Globalization.CultureInfo.InvariantCulture), 1e-13);
    }

    static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
