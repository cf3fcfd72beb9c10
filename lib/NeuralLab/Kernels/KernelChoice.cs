using System.Numerics;
using System.Runtime.Intrinsics;

namespace NeuralLab.Kernels;

/// <summary>Which kernels this process uses: those of the widest vectors, unless <c>NEURALLAB_KERNELS</c> names others.</summary>
static class KernelChoice
{
    const string Variable = "NEURALLAB_KERNELS";

    /// <summary>The names of the kernels that this processor can run, the fastest first.</summary>
    internal static IReadOnlyList<string> Names { get; } =
    [
        .. Vector512.IsHardwareAccelerated ? ["v512"] : Array.Empty<string>(),
        .. Vector256.IsHardwareAccelerated ? ["v256"] : Array.Empty<string>(),
        .. Vector128.IsHardwareAccelerated ? ["v128"] : Array.Empty<string>(),
        "reference",
    ];

    internal static Kernels<T> Create<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Create<T>(Environment.GetEnvironmentVariable(Variable));

    /// <summary>The kernels of a name, or the fastest for null or nothing.</summary>
    internal static Kernels<T> Create<T>(string? name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (string.IsNullOrEmpty(name)) name = Names[0];
        if (!Names.Contains(name))
        {
            throw new InvalidOperationException(
                $"{Variable} is '{name}'; this processor can run {string.Join(", ", Names)}; set none for the fastest.");
        }
        return name switch
        {
            "v512" => new VectorKernels<T, Lane512<T>>(name),
            "v256" => new VectorKernels<T, Lane256<T>>(name),
            "v128" => new VectorKernels<T, Lane128<T>>(name),
            _ => Kernels<T>.Reference,
        };
    }
}
