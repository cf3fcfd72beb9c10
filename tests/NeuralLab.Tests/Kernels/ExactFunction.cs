using System.Numerics;

namespace NeuralLab.Tests.Kernels;

/// <summary>Exponential and related functions to 60 digits, in whole numbers: what the rounded ones are measured against.</summary>
static class ExactFunction
{
    const int Bits = 256;
    static readonly BigInteger One = BigInteger.One << Bits;
    static readonly BigInteger Ln2 = 2 * Atanh(One / 3);
    static readonly BigInteger RootOfPi = Root((16 * Atan(5) - 4 * Atan(239)) << Bits);

    /// <summary>mantissa * 2^exponent.</summary>
    internal readonly record struct Number(BigInteger Mantissa, int Exponent);

    internal static Number Exp(double x)
    {
        var (power, n) = Power(x);
        return new(power, n - Bits);
    }

    internal static Number ExpM1(double x)
    {
        var (power, n) = Power(x);
        return n >= 0 ? new((power << n) - One, -Bits) : new(power - (One << -n), n - Bits);
    }

    internal static Number Log(double x)
    {
        var (mantissa, exponent) = Split(x);
        return Logarithm(mantissa, exponent);
    }

    internal static Number Log1P(double x) => Logarithm(Fixed(x) + One, -Bits);

    internal static Number Tanh(double x)
    {
        var u = ExpM1(-2 * Math.Abs(x));
        var tanh = new Number((-u.Mantissa << Bits) / (u.Mantissa + (BigInteger.One << (1 - u.Exponent))), -Bits);
        return x < 0 ? tanh with { Mantissa = -tanh.Mantissa } : tanh;
    }

    internal static Number Sigmoid(double x)
    {
        var (power, exponent) = Exp(-x);
        BigInteger one = BigInteger.One << Math.Max(-exponent, 0), sum = one + (power << Math.Max(exponent, 0));
        var shift = Bits + (int)sum.GetBitLength();
        return new((one << shift) / sum, -shift);
    }

    /// <summary>2 / sqrt(pi) times the sum of (-1)^n x^(2n + 1) / (n! (2n + 1)), for |x| up to 7.</summary>
    internal static Number Erf(double x)
    {
        BigInteger z = Fixed(x), square = z * z >> Bits, power = z, sum = z;
        for (var n = 1; !power.IsZero && power != -1; n++)
        {
            power = -(power * square >> Bits) / n;
            sum += power / (2 * n + 1);
        }
        return new(2 * (sum << Bits) / RootOfPi, -Bits);
    }

    /// <summary>How far a computed number is from the exact one, in units of the last place of a number type.</summary>
    /// <param name="fraction">Bits of the type's fraction: 52 or 23.</param>
    /// <param name="lowest">Exponent of the type's smallest number: -1074 or -149.</param>
    internal static double Distance(double computed, Number exact, int fraction, int lowest)
    {
        var unit = Math.Max((int)BigInteger.Abs(exact.Mantissa).GetBitLength() - 1 + exact.Exponent - fraction, lowest);
        var (mantissa, exponent) = Split(computed);
        // Both in units of 2^-32 of the last place.
        var difference = Shift(mantissa, exponent - unit + 32) - Shift(exact.Mantissa, exact.Exponent - unit + 32);
        return Math.Abs((double)difference) / (1L << 32);
    }

    static (BigInteger Power, int Exponent) Power(double x)
    {
        var n = (int)Math.Round(x / Math.Log(2));
        var r = Fixed(x) - n * Ln2;
        BigInteger sum = One, term = One;
        for (var k = 1; !term.IsZero; k++)
        {
            term = (term * r >> Bits) / k;
            sum += term;
        }
        return (sum, n);
    }

    static Number Logarithm(BigInteger mantissa, int exponent)
    {
        var length = (int)mantissa.GetBitLength();
        var e = length - 1 + exponent;
        var m = Shift(mantissa, Bits - length + 1);
        return new(2 * Atanh(((m - One) << Bits) / (m + One)) + e * Ln2, -Bits);
    }

    static BigInteger Atanh(BigInteger s)
    {
        BigInteger square = s * s >> Bits, term = s, sum = s;
        for (var k = 3; !term.IsZero && term != -1; k += 2)
        {
            term = term * square >> Bits;
            sum += term / k;
        }
        return sum;
    }

    /// <summary>Arc tangent of 1 / x.</summary>
    static BigInteger Atan(int x)
    {
        BigInteger power = One / x, sum = power;
        for (var k = 3; !power.IsZero; k += 2)
        {
            power /= -x * x;
            sum += power / k;
        }
        return sum;
    }

    /// <summary>Square root, by Newton's method from above.</summary>
    static BigInteger Root(BigInteger square)
    {
        var root = BigInteger.One << (int)((square.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + square / root) / 2;
            if (next >= root) return root;
            root = next;
        }
    }

    static BigInteger Fixed(double x)
    {
        var (mantissa, exponent) = Split(x);
        return Shift(mantissa, exponent + Bits);
    }

    static BigInteger Shift(BigInteger value, int places) => places >= 0 ? value << places : value >> -places;

    static (BigInteger Mantissa, int Exponent) Split(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0) exponent = 1;
        else mantissa |= 1L << 52;
        return (bits < 0 ? -mantissa : mantissa, exponent - 1075);
    }
}
