using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>Memory of a thread for packed blocks: taken when first needed, then kept.</summary>
static unsafe class Workspace<T>
    where T : unmanaged
{
    const int CacheLine = 64;

    [ThreadStatic]
    static T[]? blockOfA;

    [ThreadStatic]
    static T[]? blockOfB;

    /// <summary>Room for a packed block of A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T* A(int count) => Room(ref blockOfA, count);

    /// <summary>Room for a packed block of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T* B(int count) => Room(ref blockOfB, count);

    // Pinned, so that its address holds without pinning it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static T* Room(ref T[]? block, int count)
    {
        if (block is null || block.Length < count + CacheLine / sizeof(T))
            block = GC.AllocateUninitializedArray<T>(count + CacheLine / sizeof(T), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref block[0]);
        return (T*)((address + CacheLine - 1) & ~(nuint)(CacheLine - 1));
    }
}
