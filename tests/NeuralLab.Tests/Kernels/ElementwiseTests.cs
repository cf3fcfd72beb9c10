using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

/// <summary>Everything that works element by element, of every vector width, against one number at a time.</summary>
public class ElementwiseTests
{
    // Rows, columns, gap: empty, shorter than any vector, whole vectors, with a remainder, with gaps.
    static readonly (int Rows, int Columns, int Gap)[] Shapes = [(0, 3, 0), (5, 0, 0), (1, 1, 0), (3, 2, 1), (16, 4, 0), (10, 7, 0), (37, 5, 3), (64, 33, 0)];

    static readonly Activation[] Activations =
        [Activation.Linear, Activation.Sigmoid, Activation.Tanh, Activation.ReLU, new LeakyReLU(0.2), new ELU(1.5), Activation.GELU, Activation.SiLU, Activation.Softplus];

    static readonly Optimizer[] Optimizers =
    [
        new GradientDescent(0.1), new GradientDescent(0.1) { WeightDecay = 0.3 }, new Momentum(0.1), new Nesterov(0.1), new AdaGrad(0.1),
        new RMSProp(0.1), new AdaDelta(), new Adam(0.1), new Adam(0.1) { WeightDecay = 0.3 }, new AdamW(0.1), new AdaMax(0.1), new NAdam(0.1),
        new AMSGrad(0.1),
    ];

    public static TheoryData<string> Names => [.. KernelChoice.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Activations_match_the_reference_also_in_place(string name)
    {
        ForBoth(name, CheckActivations, CheckActivations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Losses_match_the_reference_with_and_without_weights(string name)
    {
        ForBoth(name, CheckLosses, CheckLosses);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Penalties_match_the_reference(string name)
    {
        ForBoth(name, CheckPenalties, CheckPenalties);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Optimizers_match_the_reference_over_several_steps(string name)
    {
        ForBoth(name, CheckOptimizers, CheckOptimizers);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Products_factors_sums_and_masks_match_the_reference(string name)
    {
        ForBoth(name, CheckRuns, CheckRuns);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_maximum_keeps_nan(string name)
    {
        var relu = Activation.ReLU.Bind(KernelChoice.Create<double>(name));
        Guarded<double> z = new(9, 1, 0, (i, _) => i == 4 ? double.NaN : i - 3), a = new(9, 1);
        relu.Apply(z.Block, a.Block);
        Numeric.Close([0, 0, 0, 0, double.NaN, 2, 3, 4, 5], a.Elements, 0);
    }

    [Fact]
    public void Squares_beyond_the_largest_float_are_summed()
    {
        foreach (var name in KernelChoice.Names)
        {
            float[] values = [.. Enumerable.Repeat(1e25f, 40)];
            Numeric.Close(40e50, KernelChoice.Create<float>(name).SumOfSquares(values), 1e-6, what: name);
        }
    }

    static void CheckActivations<T>(Kernels<T> kernels, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(1);
        foreach (var activation in Activations)
            foreach (var (rows, columns, gap) in Shapes)
            {
                var what = $"{kernels.Name} {activation} {rows} x {columns}";
                BoundActivation<T> fast = activation.Bind(kernels), plain = activation.Bind(Kernels<T>.Reference);
                var z = Guarded<T>.Random(random, rows, columns, gap, scale: 6);
                var da = Guarded<T>.Random(random, rows, columns, gap);
                Guarded<T> a = new(rows, columns, gap), expected = new(rows, columns), inPlace = z.Copy();
                fast.Apply(z.Block, a.Block);
                plain.Apply(z.Block, expected.Block);
                fast.Apply(inPlace.Block, inPlace.Block);
                a.AssertUntouchedAround(what);
                Numeric.Close(expected.Elements, a.Elements, tolerance, tolerance, what);
                Numeric.Close(a.Elements, inPlace.Elements, 0, what: what + " in place");

                Guarded<T> dz = new(rows, columns, gap), expectedSlope = new(rows, columns);
                fast.Backward(z.Block, a.Block, da.Block, dz.Block);
                plain.Backward(z.Block, a.Block, da.Block, expectedSlope.Block);
                dz.AssertUntouchedAround(what);
                Numeric.Close(expectedSlope.Elements, dz.Elements, tolerance, tolerance, what + " backward");
                foreach (var target in new[] { da.Copy(), z.Copy() })
                {
                    var overZ = target.Elements.AsSpan().SequenceEqual(z.Elements);
                    fast.Backward(overZ ? target.Block : z.Block, a.Block, overZ ? da.Block : target.Block, target.Block);
                    Numeric.Close(dz.Elements, target.Elements, 0, what: what + " backward in place");
                }
            }
    }

    static void CheckLosses<T>(Kernels<T> kernels, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Loss[] losses = [new MeanSquaredError(), new MeanAbsoluteError(), new Huber(0.3), new BinaryCrossEntropy(), new CategoricalCrossEntropy()];
        foreach (var loss in losses)
        {
            Check(loss.Bind(kernels), loss.Bind(Kernels<T>.Reference), $"{kernels.Name} {loss.GetType().Name}");
            if (loss is BinaryCrossEntropy or CategoricalCrossEntropy)
                Check(loss.BindFused(kernels), loss.BindFused(Kernels<T>.Reference), $"{kernels.Name} {loss.GetType().Name} fused");
        }

        void Check(BoundLoss<T> fast, BoundLoss<T> plain, string what)
        {
            var random = new Random(2);
            foreach (var (rows, columns, gap) in Shapes)
                foreach (var weighted in new[] { false, true })
                {
                    if (rows == 0) continue;
                    T[] weights = weighted ? Guarded<T>.Random(random, columns, 1, scale: 2).Elements : [];
                    Guarded<T> y = new(rows, columns, gap, (_, _) => 0.01 + 0.98 * random.NextDouble());
                    Guarded<T> t = new(rows, columns, gap, (i, j) => j % rows == i ? 1 : 0), gradient = new(rows, columns, gap), slope = new(rows, columns);
                    var value = fast.Evaluate(y.Block, t.Block, gradient.Block, weights, 0.125);
                    Numeric.Close(plain.Evaluate(y.Block, t.Block, slope.Block, weights, 0.125), value, tolerance, tolerance * columns, what);
                    gradient.AssertUntouchedAround(what);
                    Numeric.Close(slope.Elements, gradient.Elements, tolerance, tolerance, what + " gradient");
                    Numeric.Close(value, fast.Evaluate(y.Block, t.Block, default, weights, 0.125), 0, what: what + " without gradient");
                    fast.Evaluate(y.Block, t.Block, y.Block, weights, 0.125);
                    Numeric.Close(gradient.Elements, y.Elements, 0, what: what + " gradient in place");
                }
        }
    }

    static void CheckPenalties<T>(Kernels<T> kernels, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var penalty = new ElasticNet(0.3, 0.7);
        BoundPenalty<T> fast = penalty.Bind(kernels), plain = penalty.Bind(Kernels<T>.Reference);
        foreach (var count in new[] { 0, 1, 7, 16, 77 })
        {
            var weights = Guarded<T>.Random(new Random(count), count, 1);
            Numeric.Close(plain.Value(weights.Run), fast.Value(weights.Run), tolerance, what: $"{kernels.Name} penalty of {count}");
            Guarded<T> actual = new(count, 1, 0, (_, _) => 1), expected = actual.Copy();
            fast.AddGradient(weights.Run, actual.Run);
            plain.AddGradient(weights.Run, expected.Run);
            actual.AssertUntouchedAround("penalty");
            Numeric.Close(expected.Elements, actual.Elements, tolerance, what: $"{kernels.Name} gradient of penalty of {count}");
        }
    }

    static void CheckOptimizers<T>(Kernels<T> kernels, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var optimizer in Optimizers)
            foreach (var count in new[] { 0, 1, 7, 16, 77 })
            {
                var what = $"{kernels.Name} {optimizer.GetType().Name} of {count}";
                Numeric.Close(Train(optimizer.Bind(Kernels<T>.Reference)), Train(optimizer.Bind(kernels)), tolerance, tolerance, what);

                T[] Train(BoundOptimizer<T> bound)
                {
                    var random = new Random(count);
                    var weights = Guarded<T>.Random(random, count, 1);
                    Guarded<T>[] state = [new(count, 1), new(count, 1), new(count, 1)];
                    Span<T> State(int number) => number < bound.StateCount ? state[number].Run : default;
                    for (var step = 1; step <= 5; step++)
                    {
                        bound.BeginStep(step, optimizer.LearningRate);
                        bound.Update(weights.Run, Guarded<T>.Random(random, count, 1).Run, State(0), State(1), State(2));
                    }
                    weights.AssertUntouchedAround(what);
                    foreach (var numbers in state) numbers.AssertUntouchedAround(what);
                    return weights.Elements;
                }
            }
    }

    static void CheckRuns<T>(Kernels<T> kernels, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var plain = Kernels<T>.Reference;
        var random = new Random(3);
        foreach (var count in new[] { 0, 1, 5, 16, 100, 9000 })
        {
            var what = $"{kernels.Name} {typeof(T).Name} {count}";
            Guarded<T> a = Guarded<T>.Random(random, count, 1), b = Guarded<T>.Random(random, count, 1);
            Guarded<T> actual = new(count, 1), expected = new(count, 1);
            kernels.Hadamard(a.Run, b.Run, actual.Run);
            plain.Hadamard(a.Run, b.Run, expected.Run);
            Numeric.Close(expected.Elements, actual.Elements, 0, what: what + " product");

            kernels.Scale(actual.Run, 0.3);
            plain.Scale(expected.Run, 0.3);
            Numeric.Close(expected.Elements, actual.Elements, 0, what: what + " factor");

            kernels.DropoutMask(actual.Run, 77, 5, 0.3);
            plain.DropoutMask(expected.Run, 77, 5, 0.3);
            actual.AssertUntouchedAround(what);
            Numeric.Close(expected.Elements, actual.Elements, 0, what: what + " mask");

            Numeric.Close(plain.SumOfSquares(a.Run), kernels.SumOfSquares(a.Run), tolerance, what: what + " sum of squares");
        }
        foreach (var (rows, columns, gap) in Shapes)
        {
            var a = Guarded<T>.Random(random, rows, columns, gap);
            Guarded<T> actual = new(rows, 1), expected = new(rows, 1);
            kernels.RowSums(a.Block, actual.Run);
            plain.RowSums(a.Block, expected.Run);
            actual.AssertUntouchedAround("row sums");
            Numeric.Close(expected.Elements, actual.Elements, 0, what: $"{kernels.Name} row sums of {rows} x {columns}");
        }
    }

    static void ForBoth(string name, Action<Kernels<float>, double> single, Action<Kernels<double>, double> @double)
    {
        single(KernelChoice.Create<float>(name), 1e-5);
        @double(KernelChoice.Create<double>(name), 1e-12);
    }
}
