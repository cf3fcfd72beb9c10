namespace NeuralLab.Notebooks;

/// <summary>What processes had of the machine's cores.</summary>
/// <param name="Ran">Time on a core, all threads together.</param>
/// <param name="Waited">Time in which threads were ready to run, but others had the cores; zero where the system does not say.</param>
public readonly record struct ProcessorTime(TimeSpan Ran, TimeSpan Waited);
