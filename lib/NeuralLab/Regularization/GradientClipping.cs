using System.Numerics;

namespace NeuralLab;

/// <summary>A limit on gradients, so that one bad batch cannot throw the weights far away (Pascanu, Mikolov and Bengio, 2013).</summary>
public sealed record GradientClipping
{
    GradientClipping(double? value, double? globalNorm) => (Value, GlobalNorm) = (value, globalNorm);

    /// <summary>Largest absolute value of each element, or null.</summary>
    public double? Value { get; }

    /// <summary>Largest Euclidean norm of all gradients together, or null.</summary>
    public double? GlobalNorm { get; }

    /// <summary>Cuts every element to [-limit, limit].</summary>
    /// <param name="limit">> 0.</param>
    public static GradientClipping ByValue(double limit) => new(Check.Positive(limit), null);

    /// <summary>Scales all gradients by min(1, limit / (norm + 1e-6)), as PyTorch's clip_grad_norm_ does.</summary>
    /// <param name="limit">> 0.</param>
    public static GradientClipping ByGlobalNorm(double limit) => new(null, Check.Positive(limit));

    internal static void Cut<T>(Span<T> gradient, double limit)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var high = T.CreateTruncating(limit);
        for (var i = 0; i < gradient.Length; i++) gradient[i] = T.Clamp(gradient[i], -high, high);
    }
}
