using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuralLab.Kernels;

/// <summary>
/// Exponential and logarithm over lanes, correct to a few units in the last place for every number. The polynomials are
/// the best ones on their interval with coefficients that the number type holds (minimax, found by Remez's exchange).
/// </summary>
static unsafe class LaneMath
{
    /// <summary>e^x = 2^n e^r, where n is the whole number nearest to x / ln 2 and r the rest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Exp<T, V>(V x)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        x = V.Clamp(x, Constant<T, V>(-104, -746), Constant<T, V>(89, 710));
        var n = Reduce<T, V>(ref x, out _);
        var power = V.One + ExpM1NearZero<T, V>(x);
        // In two factors, since 2^n itself can be above or below every number although e^x is not.
        var half = V.Round(n * V.Create(0.5));
        return power * PowerOfTwo<T, V>(half) * PowerOfTwo<T, V>(n - half);
    }

    /// <summary>e^x - 1 = 2^n (e^r - 1) + 2^n - 1, computed at half the size, since 2^n can be above every number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V ExpM1<T, V>(V x)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        var r = V.Clamp(x, Constant<T, V>(-20, -40), Constant<T, V>(89, 710));
        var half = HalfExpM1<T, V>(r);
        return V.WhereGreater(V.Abs(x), Tiny<T, V>(), half + half, x);
    }

    /// <summary>ln a = e ln 2 + ln(1 + f), where a = 2^e (1 + f) with small f.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log<T, V>(V a)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        // Numbers near and below the smallest normal one are lifted by a power of two first.
        V border = Constant<T, V>(1e-30f, 1e-290), lift = V.Create(1L << 54);
        var normal = V.WhereGreater(border, a, a * lift, a);
        var e = V.Exponent(normal);
        var f = V.MultiplyAdd(V.Create(0.25) * normal, Scale<T, V>(e), -V.One);
        e -= V.WhereGreater(border, a, V.Create(54), V.Zero);
        return Domain<T, V>(a, LogOfParts<T, V>(e, f));
    }

    /// <summary>
    /// ln(1 + x) = e ln 2 + ln(1 + f), where 1 + x = 2^e (1 + f); f is small and has one rounding error even where 1 + x has
    /// lost the digits of x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Log1P<T, V>(V x)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        var sum = V.One + x;
        var e = V.Exponent(sum);
        V scale = Scale<T, V>(e), quarter = V.Create(0.25);
        var f = V.MultiplyAdd(quarter * x, scale, quarter * scale - V.One);
        return V.WhereGreater(V.Abs(x), Tiny<T, V>(), Domain<T, V>(sum, LogOfParts<T, V>(e, f)), x);
    }

    /// <summary>tanh |x| = -h / (1 + h) with h = (e^(-2|x|) - 1) / 2, which can neither overflow nor lose digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Tanh<T, V>(V x)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        var size = V.Abs(x);
        var h = HalfExpM1<T, V>(V.AtLeast(-(size + size), Constant<T, V>(-20, -40)));
        return V.CopySign(h / (V.One + h), x);
    }

    /// <summary>1 / (1 + e^-x), both halved, since e^-x can be above every number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Sigmoid<T, V>(V x)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        // Down to where 1 is all of the sum, up to where 2^(n - 1) is infinite.
        var r = V.Clamp(-x, Constant<T, V>(-20, -40), Constant<T, V>(89.4f, 710.4));
        Reduce<T, V>(ref r, out var scale);
        var half = V.Create(0.5);
        return half / (half + scale * (V.One + ExpM1NearZero<T, V>(r)));
    }

    /// <summary>
    /// x + x P(x^2) near 0; further out 1 - e^(-y^2) Q(1 / (3 + y)) with y = |x|, where the second part is so small that its own
    /// rounding errors do not count.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static V Erf<T, V>(V x)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        var y = V.Clamp(V.Abs(x), V.Zero, Constant<T, V>(4, 6));
        var tail = Exp<T, V>(-(y * y)) * ErfTail<T, V>(V.One / (V.Create(3) + y));
        var near = V.MultiplyAdd(x, ErfNearZero<T, V>(x * x), x);
        return V.WhereGreater(V.Abs(x), V.One, V.CopySign(V.One - tail, x), near);
    }

    // ln 2 in two parts: a whole number times the first has no rounding error.
    const float Ln2High32 = 0.693359375f;
    const float Ln2Low32 = -2.12194440e-4f;
    const double Ln2High64 = 6.93147180369123816490e-01;
    const double Ln2Low64 = 1.90821492927058770002e-10;

    /// <summary>
    /// The whole number n nearest to x / ln 2, and 2^(n - 1); x becomes x - n ln 2, at most ln 2 / 2 on either side of 0. The sum holds n
    /// and what is added to an exponent in its lowest bits (see <see cref="FloatBits"/>).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Reduce<T, V>(ref V x, out V halfPower)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        var biased = Constant<T, V>(FloatBits.BiasedWhole32 - 1, FloatBits.BiasedWhole64 - 1);
        var sum = V.MultiplyAdd(x, V.Create(1.4426950408889634), biased);
        var n = sum - biased;
        x = V.MultiplyAdd(n, Constant<T, V>(-Ln2High32, -Ln2High64), x);
        x = V.MultiplyAdd(n, Constant<T, V>(-Ln2Low32, -Ln2Low64), x);
        halfPower = V.LowestBitsAsExponent(sum);
        return n;
    }

    /// <summary>2 to the power of whole numbers in the range of exponents of normal numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V PowerOfTwo<T, V>(V exponent)
        where T : unmanaged
        where V : struct, IVectorLane<T, V> =>
        V.LowestBitsAsExponent(exponent + Constant<T, V>(FloatBits.BiasedWhole32, FloatBits.BiasedWhole64));

    /// <summary>(e^x - 1) / 2 for x that are not far below 0, where it is -1/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V HalfExpM1<T, V>(V x)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        Reduce<T, V>(ref x, out var scale);
        return V.MultiplyAdd(scale, ExpM1NearZero<T, V>(x), scale - V.Create(0.5));
    }

    /// <summary>
    /// e^r - 1 = r + r^2 P(r) for |r| up to ln 2 / 2; error of P below 0.01 units in the last place. Its even and its odd powers are two
    /// chains, so that the processor need not wait for each addition.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ExpM1NearZero<T, V>(V r)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        V z = r * r, even, odd;
        if (typeof(T) == typeof(float))
        {
            odd = V.Create(1.997229992412030696868896484375e-4);
            even = V.Create(1.393086859025061130523681640625e-3);
            odd = V.MultiplyAdd(odd, z, V.Create(8.333177305757999420166015625e-3));
            even = V.MultiplyAdd(even, z, V.Create(4.1666507720947265625e-2));
            odd = V.MultiplyAdd(odd, z, V.Create(0.16666667163372039794921875));
        }
        else
        {
            even = V.Create(2.0920368157445677e-9);
            odd = V.Create(2.5105450976377009e-8);
            even = V.MultiplyAdd(even, z, V.Create(2.7557256960490104e-7));
            odd = V.MultiplyAdd(odd, z, V.Create(2.7557254736049999e-6));
            even = V.MultiplyAdd(even, z, V.Create(2.4801587342457709e-5));
            odd = V.MultiplyAdd(odd, z, V.Create(1.9841269875470465e-4));
            even = V.MultiplyAdd(even, z, V.Create(1.3888888888876977e-3));
            odd = V.MultiplyAdd(odd, z, V.Create(8.3333333333258843e-3));
            even = V.MultiplyAdd(even, z, V.Create(4.1666666666666823e-2));
            odd = V.MultiplyAdd(odd, z, V.Create(0.16666666666666671));
        }
        even = V.MultiplyAdd(even, z, V.Create(0.5));
        return V.MultiplyAdd(z, V.MultiplyAdd(odd, r, even), r);
    }

    /// <summary>4 / 2^e, since 1 / 2^e is below the normal numbers for the largest e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Scale<T, V>(V e)
        where T : unmanaged
        where V : struct, IVectorLane<T, V> => PowerOfTwo<T, V>(V.Create(2) - e);

    /// <summary>e ln 2 + ln(1 + f), where with s = f / (2 + f): ln(1 + f) = f - f^2/2 + s (f^2/2 + s^2 P(s^2)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V LogOfParts<T, V>(V e, V f)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        var s = f / (V.Create(2) + f);
        var z = s * s;
        var halfSquare = V.Create(0.5) * f * f;
        var tail = V.MultiplyAdd(s, V.MultiplyAdd(z, AtanhSeries<T, V>(z), halfSquare), e * Constant<T, V>(Ln2Low32, Ln2Low64));
        return V.MultiplyAdd(e, Constant<T, V>(Ln2High32, Ln2High64), f - (halfSquare - tail));
    }

    /// <summary>A logarithm where its argument is above 0; -infinity at 0, NaN below; infinity for infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Domain<T, V>(V a, V logarithm)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        var infinity = V.Create(double.PositiveInfinity);
        var notAbove = V.WhereGreater(V.Zero, a, V.Create(double.NaN), a - infinity);
        return V.WhereGreater(a, V.Zero, V.WhereGreater(infinity, a, logarithm, a), notAbove);
    }

    /// <summary>(2 atanh(s) / s - 2) / z for z = s^2 and |s| up to 0.1716.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V AtanhSeries<T, V>(V z)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        V p;
        if (typeof(T) == typeof(float))
        {
            p = V.Create(0.295898973941802978515625);
            p = V.MultiplyAdd(p, z, V.Create(0.399884879589080810546875));
            return V.MultiplyAdd(p, z, V.Create(0.66666686534881591796875));
        }
        p = V.Create(0.14622080011249508);
        p = V.MultiplyAdd(p, z, V.Create(0.1533126840660449));
        p = V.MultiplyAdd(p, z, V.Create(0.18182902573880549));
        p = V.MultiplyAdd(p, z, V.Create(0.22222210956143801));
        p = V.MultiplyAdd(p, z, V.Create(0.28571428626982220));
        p = V.MultiplyAdd(p, z, V.Create(0.39999999999897898));
        return V.MultiplyAdd(p, z, V.Create(0.66666666666666696));
    }

    /// <summary>erf(x) / x - 1 for z = x^2 up to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ErfNearZero<T, V>(V z)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        V p;
        if (typeof(T) == typeof(float))
        {
            p = V.Create(7.9241304774768650531768798828125e-5);
            p = V.MultiplyAdd(p, z, V.Create(-8.031835895963013172149658203125e-4));
            p = V.MultiplyAdd(p, z, V.Create(5.190844647586345672607421875e-3));
            p = V.MultiplyAdd(p, z, V.Create(-2.68551744520664215087890625e-2));
            p = V.MultiplyAdd(p, z, V.Create(0.112836189568042755126953125));
            p = V.MultiplyAdd(p, z, V.Create(-0.37612628936767578125));
            return V.MultiplyAdd(p, z, V.Create(0.128379166126251220703125));
        }
        p = V.Create(-7.787140262998892e-10);
        p = V.MultiplyAdd(p, z, V.Create(1.3714890690730486e-08));
        p = V.MultiplyAdd(p, z, V.Create(-1.6207152295375514e-07));
        p = V.MultiplyAdd(p, z, V.Create(1.6447228937057237e-06));
        p = V.MultiplyAdd(p, z, V.Create(-1.4924718787982984e-05));
        p = V.MultiplyAdd(p, z, V.Create(0.00012055293808155596));
        p = V.MultiplyAdd(p, z, V.Create(-0.0008548325931727704));
        p = V.MultiplyAdd(p, z, V.Create(0.005223977605995373));
        p = V.MultiplyAdd(p, z, V.Create(-0.02686617064306099));
        p = V.MultiplyAdd(p, z, V.Create(0.11283791670943447));
        p = V.MultiplyAdd(p, z, V.Create(-0.37612638903183476));
        return V.MultiplyAdd(p, z, V.Create(0.12837916709551256));
    }

    /// <summary>(1 - erf(y)) e^(y^2) for t = 1 / (3 + y) and y from 1 to 4 (float) or 6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V ErfTail<T, V>(V t)
        where T : unmanaged
        where V : struct, IVectorLane<T, V>
    {
        V p;
        if (typeof(T) == typeof(float))
        {
            p = V.Create(232.2452239990234375);
            p = V.MultiplyAdd(p, t, V.Create(-105.0574188232421875));
            p = V.MultiplyAdd(p, t, V.Create(38.2017059326171875));
            p = V.MultiplyAdd(p, t, V.Create(-3.5096035003662109375));
            p = V.MultiplyAdd(p, t, V.Create(0.993422448635101318359375));
            return V.MultiplyAdd(p, t, V.Create(-1.4744934625923633575439453125e-2));
        }
        p = V.Create(-5515.713099640851);
        p = V.MultiplyAdd(p, t, V.Create(16337.246963286221));
        p = V.MultiplyAdd(p, t, V.Create(-19571.83765521222));
        p = V.MultiplyAdd(p, t, V.Create(12173.578138091674));
        p = V.MultiplyAdd(p, t, V.Create(-4531.027645827097));
        p = V.MultiplyAdd(p, t, V.Create(1308.8373671595675));
        p = V.MultiplyAdd(p, t, V.Create(-204.18824081354407));
        p = V.MultiplyAdd(p, t, V.Create(44.4616772219764));
        p = V.MultiplyAdd(p, t, V.Create(1.7860788012400854));
        p = V.MultiplyAdd(p, t, V.Create(1.8831034634854396));
        p = V.MultiplyAdd(p, t, V.Create(0.5569325336023466));
        return V.MultiplyAdd(p, t, V.Create(0.000125965075438887));
    }

    /// <summary>Below this size e^x - 1 and ln(1 + x) are x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Tiny<T, V>()
        where T : unmanaged
        where V : struct, IVectorLane<T, V> => Constant<T, V>(1e-9f, 1e-17);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static V Constant<T, V>(float single, double @double)
        where T : unmanaged
        where V : struct, IVectorLane<T, V> => V.Create(typeof(T) == typeof(float) ? single : @double);
}
