namespace NeuralLab.Tests;

/// <summary>
/// An environment variable set for the length of a test. Such tests belong to this collection, which runs while no other test does:
/// the variables are the whole process's.
/// </summary>
[CollectionDefinition(nameof(DataEnvironment), DisableParallelization = true)]
public sealed class DataEnvironment : IDisposable
{
    readonly string variable;
    readonly string? before;

    public DataEnvironment(string variable, string value)
    {
        (this.variable, before) = (variable, Environment.GetEnvironmentVariable(variable));
        Environment.SetEnvironmentVariable(variable, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(variable, before);
}
