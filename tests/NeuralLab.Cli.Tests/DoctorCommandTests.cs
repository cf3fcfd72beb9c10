namespace NeuralLab.Cli.Tests;

public sealed class DoctorCommandTests : IDisposable
{
    readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public async Task What_is_required_and_missing_is_named_with_what_to_do_and_gives_exit_code_1()
    {
        var outcome = await command.Run("doctor");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Matches(@"missing +lab\.csx +not there +the labs' first cell needs it: dotnet build -c Release", outcome.Output);
        Assert.Matches(@"ok +\.NET SDK +10\.", outcome.Output);
        Assert.Equal("neurallab: the labs need what is missing: lab.csx", outcome.ErrorLine);
    }

    [Fact]
    public async Task With_everything_required_there_it_gives_exit_code_0_whatever_else_is_missing()
    {
        command.Write("notebooks/lab.csx", $"#r \"{typeof(Network<>).Assembly.Location}\"\nusing System;");
        command.Environment["PATH"] = Path.GetDirectoryName(command.Dotnet)!;

        var outcome = await command.Run("doctor");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Errors));
        Assert.Matches(@"ok +lab\.csx", outcome.Output);
        Assert.Matches(@"optional +Node\.js +no node or npm on the path", outcome.Output);
        Assert.Matches(@"ok +data +\d+ files", outcome.Output);
        Assert.Contains($"{Notebooks.Containment.Found} ", outcome.Output, StringComparison.Ordinal);
        Assert.Contains(Notebooks.Containment.Meaning, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lab_script_that_names_libraries_which_are_gone_is_found()
    {
        command.Write("notebooks/lab.csx", "#r \"/nowhere/NeuralLab.dll\"");

        var outcome = await command.Run("doctor");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("names /nowhere/NeuralLab.dll, which is not there", outcome.Output, StringComparison.Ordinal);
    }
}
