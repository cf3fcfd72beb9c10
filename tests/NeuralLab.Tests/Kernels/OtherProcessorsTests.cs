using System.Diagnostics;

namespace NeuralLab.Tests.Kernels;

/// <summary>
/// The kernel tests again, each time in a process of its own that is told to do without a part of this processor: what a student's
/// older laptop runs must be tested too.
/// </summary>
public class OtherProcessorsTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "v256")]
    [InlineData("DOTNET_EnableAVX2", "v128")]
    [InlineData("DOTNET_EnableHWIntrinsic", "reference")]
    public async Task Kernel_tests_pass_without(string feature, string fastest)
    {
        var widest = NeuralLab.Kernels.KernelChoice.Names[0];
        // A processor that lacks the feature anyway has been tested without it.
        if (string.CompareOrdinal(widest, fastest) < 0) fastest = widest;
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { [feature] = "0", [KernelChoiceTests.ExpectedVariable] = fastest },
        };
        foreach (var argument in new[]
        {
            "exec", typeof(OtherProcessorsTests).Assembly.Location, "-noColor",
            "-namespace", typeof(OtherProcessorsTests).Namespace!, "-class-", typeof(OtherProcessorsTests).FullName!,
        })
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        var report = await output + await errors;
        Assert.True(process.ExitCode == 0, $"The kernel tests fail with {feature}=0:\n{report}");
        Assert.Matches(@"Total: \d{2,}, Errors: 0, Failed: 0", report);
    }
}
