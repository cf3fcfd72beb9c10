namespace NeuralLab.Kernels;

/// <summary>What <see cref="LaneMath"/> needs of a vector register beyond arithmetic.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="V">The lane itself.</typeparam>
internal interface IVectorLane<T, V> : ILane<T, V>
    where T : unmanaged
    where V : struct, IVectorLane<T, V>
{
    /// <summary>The nearest whole number.</summary>
    static abstract V Round(V a);

    /// <summary>The larger of each pair; NaN where <paramref name="a"/> is.</summary>
    static abstract V AtLeast(V a, V low);

    /// <summary>The nearest number from <paramref name="low"/> to <paramref name="high"/>; NaN stays NaN.</summary>
    static abstract V Clamp(V a, V low, V high);

    /// <summary>The size of <paramref name="a"/> with the sign of <paramref name="sign"/>.</summary>
    static abstract V CopySign(V a, V sign);

    /// <summary>The number whose exponent is the lowest bits of <paramref name="a"/>, and whose fraction is 0.</summary>
    static abstract V LowestBitsAsExponent(V a);

    /// <summary>The whole number e for which a = m 2^e with m in [sqrt(1/2), sqrt(2)), for normal a > 0.</summary>
    static abstract V Exponent(V a);
}
