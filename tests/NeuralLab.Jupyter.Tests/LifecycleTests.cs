namespace NeuralLab.Jupyter.Tests;

/// <summary>How kernels begin and end: each check is a function of that name in Scripts/lifecycle.py, with kernels of its own.</summary>
public sealed class LifecycleTests(InstalledKernel kernel) : IClassFixture<InstalledKernel>
{
    [Theory]
    [InlineData("shutdown_leaves_no_process")]
    [InlineData("shutdown_is_answered_and_told_to_all")]
    [InlineData("a_restart_leaves_no_process_and_no_state")]
    [InlineData("a_kernel_whose_front_end_vanished_ends")]
    [InlineData("a_killed_kernel_takes_its_cells_along")]
    [InlineData("signals")]
    [InlineData("a_kernel_is_found_under_the_name_that_the_labs_have")]
    [InlineData("unsigned_messages_work_where_there_is_no_key")]
    public Task Ends(string check) => Python.RunAsync("lifecycle.py", KernelFixture.Modules, [check], kernel.Environment);

    /// <summary>The Jupyter project's own suite (Scripts/suite.py).</summary>
    [Fact]
    public Task Jupyters_own_test_suite_for_kernels_passes() =>
        Python.RunAsync("suite.py", [.. KernelFixture.Modules, "jupyter_kernel_test"], [], kernel.Environment);
}
