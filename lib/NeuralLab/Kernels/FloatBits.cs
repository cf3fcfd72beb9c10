namespace NeuralLab.Kernels;

/// <summary>
/// Where float and double keep what. A whole number n of either sign added to 1.5 * 2^fraction stands, as an integer, in the
/// lowest bits of the sum; the same number taken away again is n. So a register converts between the two by one addition.
/// </summary>
static class FloatBits
{
    /// <summary>Bits of the fraction.</summary>
    internal const int Fraction32 = 23;

    /// <inheritdoc cref="Fraction32"/>
    internal const int Fraction64 = 52;

    /// <summary>1.5 * 2^fraction.</summary>
    internal const float Whole32 = 3 << 22;

    /// <inheritdoc cref="Whole32"/>
    internal const double Whole64 = 3L << 51;

    /// <summary>The same plus what is added to an exponent before it is stored.</summary>
    internal const float BiasedWhole32 = Whole32 + 127;

    /// <inheritdoc cref="BiasedWhole32"/>
    internal const double BiasedWhole64 = Whole64 + 1023;

    /// <summary>The bits of 1 minus the bits of the square root of 1/2.</summary>
    internal const uint RootHalfToOne32 = 0x3F800000 - 0x3F3504F3;

    /// <inheritdoc cref="RootHalfToOne32"/>
    internal const ulong RootHalfToOne64 = 0x3FF0000000000000 - 0x3FE6A09E667F3BCD;
}
