using MathNet.Numerics.LinearAlgebra;
using M = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace NeuralLab.Labs.Tests;

public sealed class NN6Tests
{
    static (int, int) Stop(double[] loss, int patience)
    {
        var best = 0;
        for (var epoch = 1; epoch < loss.Length; epoch++)
        {
            if (loss[epoch] < loss[best]) best = epoch;
            else if (epoch - best >= patience) return (epoch + 1, best + 1);
        }
        return (loss.Length, best + 1);
    }

    static readonly Func<M, double, double, M>[] RightPenalties =
    [
        (W, l1, l2) => W.Map(w => l1 * Math.Sign(w) + 2 * l2 * w),
        (W, l1, l2) => l1 * W.PointwiseSign() + 2 * l2 * W,
        (W, l1, l2) => W.Map(w => w == 0 ? 0 : l1 * w / Math.Abs(w) + 2 * l2 * w),
        (W, l1, l2) => W.Map(w => (w > 0 ? l1 : w < 0 ? -l1 : 0) + l2 * (w + w)),
        // The slope of the penalty, between two points on either side.
        (W, l1, l2) => W.Map(w => (Math.Abs(w + 0.5) - Math.Abs(w - 0.5)) * l1 + (Math.Pow(w + 0.5, 2) - Math.Pow(w - 0.5, 2)) * l2),
    ];

    [Fact]
    public void The_penalty_may_be_written_in_any_way() => Assert.All(RightPenalties, answer => Answers.Right(seed => NN6.CheckPenalty(answer, seed)));

    static readonly Func<M, M, double, M>[] RightDropouts =
    [
        (A, mask, p) => A.PointwiseMultiply(mask) / (1 - p),
        (A, mask, p) => A.PointwiseMultiply(mask / (1 - p)),
        (A, mask, p) => A.Map2((a, kept) => kept == 0 ? 0 : a / (1 - p), mask, Zeros.Include),
        (A, mask, p) => (A - A.PointwiseMultiply(1 - mask)) * (1 / (1 - p)),
    ];

    [Fact]
    public void Dropout_may_be_written_in_any_way() => Assert.All(RightDropouts, answer => Answers.Right(seed => NN6.CheckDropout(answer, seed)));

    static readonly Func<double[], int, (int, int)>[] RightStops =
    [
        Stop,
        (loss, patience) =>
        {
            var (lowest, best, waited) = (double.MaxValue, 0, 0);
            for (var i = 0; i < loss.Length; i++)
            {
                if (loss[i] < lowest) (lowest, best, waited) = (loss[i], i + 1, 0);
                else waited++;
                if (waited == patience) return (i + 1, best);
            }
            return (loss.Length, best);
        },
        (loss, patience) =>
        {
            int Best(int epochs) => 1 + Array.IndexOf(loss, loss[..epochs].Min());
            var stop = Enumerable.Range(1, loss.Length).FirstOrDefault(epoch => epoch - Best(epoch) >= patience, loss.Length);
            return (stop, Best(stop));
        },
    ];

    [Fact]
    public void Early_stopping_may_be_written_in_any_way() => Assert.All(RightStops, answer => Answers.Right(seed => NN6.CheckEarlyStopping(answer, seed)));

    static M Mutated(M right, Mutation mutation) => M.Build.Dense(right.RowCount, right.ColumnCount, mutation.Of(right.ToColumnMajorArray()));

    [Fact]
    public void A_wrong_number_anywhere_is_found()
    {
        Mutation.NoneIsAccepted(2000, (mutation, seed) => NN6.CheckPenalty((W, l1, l2) => Mutated(W.Map(w => l1 * Math.Sign(w) + 2 * l2 * w), mutation), seed));
        Mutation.NoneIsAccepted(2000, (mutation, seed) => NN6.CheckDropout((A, mask, p) => Mutated(A.PointwiseMultiply(mask) / (1 - p), mutation), seed));
    }

    [Fact]
    public void A_wrong_coefficient_is_found()
    {
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN6.CheckPenalty((W, l1, l2) => W.Map(w => wrong.Factor * l1 * Math.Sign(w) + 2 * l2 * w), seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN6.CheckPenalty((W, l1, l2) => W.Map(w => l1 * Math.Sign(w) + 2 * wrong.Factor * l2 * w), seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN6.CheckDropout((A, mask, p) => A.PointwiseMultiply(mask) / (wrong.Factor - p), seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN6.CheckEarlyStopping((loss, patience) => Stop(loss, patience) is var (stop, best) ? (stop + wrong.Step, best) : default, seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN6.CheckEarlyStopping((loss, patience) => Stop(loss, patience) is var (stop, best) ? (stop, best + wrong.Step) : default, seed));
        WrongCoefficient.NeverPasses(1000, (wrong, seed) => NN6.CheckEarlyStopping((loss, patience) => Stop(loss, Math.Max(0, patience + wrong.Step)), seed));
    }

    [Fact]
    public void Missing_answers_are_named()
    {
        Answers.Missing(NN6.CheckPenalty((_, _, _) => throw new NotImplementedException()));
        Answers.Missing(NN6.CheckDropout((_, _, _) => throw new NotImplementedException()));
        Answers.Missing(NN6.CheckEarlyStopping((_, _) => throw new NotImplementedException()));
    }

    [Fact]
    public void Garbage_is_wrong_and_never_crashes()
    {
        Answers.Wrong(NN6.CheckPenalty((_, _, _) => null!));
        Answers.Wrong(NN6.CheckPenalty((W, l1, l2) => W.Map(w => l1 * w / Math.Abs(w) + 2 * l2 * w, Zeros.Include)));
        Answers.Wrong(NN6.CheckDropout((A, mask, _) => A * mask.Transpose()));
        Answers.Wrong(NN6.CheckEarlyStopping((loss, _) => (loss.Length, (int)loss[^1] + 99)));
        Answers.Wrong(NN6.CheckEarlyStopping((loss, patience) => (int.Parse("x", System.Globalization.CultureInfo.InvariantCulture), patience)));
    }

    [Fact]
    public void Typical_mistakes_in_the_penalty_get_their_hints()
    {
        void Hint(string words, Func<double, double, double, double> gradient) =>
            Answers.Hint(words, seed => NN6.CheckPenalty((W, l1, l2) => W.Map(w => gradient(w, l1, l2), Zeros.Include), seed));
        Hint("factor 2", (w, l1, l2) => l1 * Math.Sign(w) + l2 * w);
        Hint("L1 term is missing", (w, _, l2) => 2 * l2 * w);
        Hint("L2 term is missing", (w, l1, _) => l1 * Math.Sign(w));
        Hint("on the left it is -1", (w, l1, l2) => l1 + 2 * l2 * w);
        Hint("comes from the square", (w, l1, l2) => 2 * (l1 * Math.Sign(w) + l2 * w));
        Hint("at the weight 0", (w, l1, l2) => l1 * Math.Abs(w) / w + 2 * l2 * w);
        Hint("at the weight 0", (w, l1, l2) => l1 * w / Math.Abs(w) + 2 * l2 * w);
        Hint("not |w|", (w, l1, l2) => l1 * Math.Abs(w) + 2 * l2 * w);
        Hint("not w.", (w, l1, l2) => l1 * w + 2 * l2 * w);
        Hint("three cases", (w, l1, l2) => l1 * (w >= 0 ? 1 : -1) + 2 * l2 * w);
        Hint("three cases", (w, l1, l2) => l1 * (w > 0 ? 1 : -1) + 2 * l2 * w);
        Hint("penalty of each weight itself", (w, l1, l2) => l1 * Math.Abs(w) + l2 * w * w);
        Hint("belongs to the step", (w, l1, l2) => -l1 * Math.Sign(w) - 2 * l2 * w);
        Hint("changed l1 and l2 over", (w, l1, l2) => l2 * Math.Sign(w) + 2 * l1 * w);
    }

    [Fact]
    public void Typical_mistakes_in_dropout_get_their_hints()
    {
        void Hint(string words, Func<double, double, double, double> output) =>
            Answers.Hint(words, seed => NN6.CheckDropout((A, mask, p) => A.Map2((a, kept) => output(a, kept, p), mask, Zeros.Include), seed));
        Hint("only 1 - p of the units", (a, kept, _) => a * kept);
        Hint("chance to be kept", (a, kept, p) => a * kept / p);
        Hint("instead of multiplying", (a, kept, p) => a * kept * (1 - p));
        Hint("not by p - 1", (a, kept, p) => a * kept / (p - 1));
        Hint("keep those that are dropped", (a, kept, p) => a * (1 - kept) / (1 - p));
        Hint("multiply by the mask", (a, _, p) => a / (1 - p));
        Hint("no effect", (a, _, _) => a);
        Hint("not their old value", (a, kept, p) => kept == 1 ? a / (1 - p) : a);
    }

    [Fact]
    public void Typical_mistakes_in_early_stopping_get_their_hints()
    {
        void Hint(string words, Func<double[], int, (int, int)> answer) => Answers.Hint(words, seed => NN6.CheckEarlyStopping(answer, seed));
        Hint("Epochs count from 1", (loss, patience) => Stop(loss, patience) is var (stop, best) ? (stop - 1, best - 1) : default);
        Hint("changed over", (loss, patience) => Stop(loss, patience) is var (stop, best) ? (best, stop) : default);
        Hint("not the one where training stops", (loss, patience) => Stop(loss, patience) is var (stop, _) ? (stop, stop) : default);
        Hint("too late", (loss, patience) => Stop(loss, patience + 1));
        Hint("too early", (loss, patience) => Stop(loss, patience - 1));
        Hint("first rise", (loss, _) => Stop(loss, 1));
        Hint("those after the stop", (loss, patience) => (Stop(loss, patience).Item1, 1 + Array.IndexOf(loss, loss.Min())));
        Hint("never stops", (loss, _) => (loss.Length, 1 + Array.IndexOf(loss, loss.Min())));
        Hint("equal loss", (loss, patience) =>
        {
            var best = 0;
            for (var epoch = 1; epoch < loss.Length; epoch++)
            {
                if (loss[epoch] <= loss[best]) best = epoch;
                else if (epoch - best >= patience) return (epoch + 1, best + 1);
            }
            return (loss.Length, best + 1);
        });
        Hint("epoch before", (loss, patience) =>
        {
            int best = 0, since = 0;
            for (var epoch = 1; epoch < loss.Length; epoch++)
            {
                since = loss[epoch] < loss[epoch - 1] ? 0 : since + 1;
                if (loss[epoch] < loss[best]) best = epoch;
                if (since >= patience) return (epoch + 1, best + 1);
            }
            return (loss.Length, best + 1);
        });
        Hint("epoch before", (loss, patience) =>
        {
            var best = 0;
            for (var epoch = 1; epoch < loss.Length; epoch++)
            {
                if (loss[epoch] < loss[epoch - 1]) best = epoch;
                else if (epoch - best >= patience) return (epoch + 1, best + 1);
            }
            return (loss.Length, best + 1);
        });
        Hint("epoch before", (loss, patience) =>
        {
            int best = 0, rises = 0;
            for (var epoch = 1; epoch < loss.Length; epoch++)
            {
                rises = loss[epoch] > loss[epoch - 1] ? rises + 1 : 0;
                if (loss[epoch] < loss[best]) best = epoch;
                if (rises >= patience) return (epoch + 1, best + 1);
            }
            return (loss.Length, best + 1);
        });
    }

    [Fact]
    public void What_was_tried_is_shown()
    {
        Assert.Contains("W = [1.5, 0; -2, 3], l1 = 0.1, l2 = 0.01, the slope at the weight 0: expected 0, got NaN", NN6.CheckPenalty((W, l1, l2) => W.Map(w => l1 * w / Math.Abs(w) + 2 * l2 * w, Zeros.Include), 1).Message, StringComparison.Ordinal);
        Assert.Contains("mask = [1, 1; 0, 1], p = 0.2, the new A[", NN6.CheckDropout((A, mask, _) => A.PointwiseMultiply(mask), 1).Message, StringComparison.Ordinal);
        Assert.Contains("patience 3, the stop: expected 6, got 8", NN6.CheckEarlyStopping((loss, patience) => (loss.Length, Stop(loss, patience).Item2), 1).Message, StringComparison.Ordinal);
    }
}
