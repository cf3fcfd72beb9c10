using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

public class KernelChoiceTests
{
    /// <summary>What a child process is told to expect (<see cref="OtherProcessorsTests"/>).</summary>
    internal const string ExpectedVariable = "NEURALLAB_TESTS_FASTEST_KERNELS";

    [Fact]
    public void Without_a_name_the_fastest_kernels_are_chosen()
    {
        var expected = Environment.GetEnvironmentVariable(ExpectedVariable) ?? KernelChoice.Names[0];
        Assert.Equal(expected, KernelChoice.Create<float>(null).Name);
        Assert.Equal(expected, KernelChoice.Create<double>("").Name);
    }

    [Fact]
    public void Every_name_gives_the_kernels_of_that_name()
    {
        Assert.Equal("reference", KernelChoice.Names[^1]);
        Assert.All(KernelChoice.Names, name => Assert.Equal(name, KernelChoice.Create<float>(name).Name));
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("V512")]
    [InlineData("v1024")]
    public void Another_name_is_an_error_that_lists_the_possible_ones(string name)
    {
        var error = Assert.Throws<InvalidOperationException>(() => KernelChoice.Create<float>(name));
        Assert.Equal(
            $"NEURALLAB_KERNELS is '{name}'; this processor can run {string.Join(", ", KernelChoice.Names)}; set none for the fastest.",
            error.Message);
    }
}
