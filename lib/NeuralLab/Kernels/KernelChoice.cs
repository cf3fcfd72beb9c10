using System.Numerics;

namespace NeuralLab.Kernels;

/// <summary>Which kernels this process uses.</summary>
static class KernelChoice
{
    const string Variable = "NEURALLAB_KERNELS";

    internal static Kernels<T> Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Environment.GetEnvironmentVariable(Variable) switch
        {
            null or "" or "reference" => Kernels<T>.Reference,
            var other => throw new InvalidOperationException($"{Variable} is '{other}'; expected 'reference', or nothing for the fastest."),
        };
}
