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

    [Fact]
    public void Right_answers_pass()
    {
        Answers.Right(NN6.CheckPenalty((W, l1, l2) => W.Map(w => l1 * Math.Sign(w) + 2 * l2 * w)));
        Answers.Right(NN6.CheckDropout((A, mask, p) => A.PointwiseMultiply(mask) / (1 - p)));
        for (var time = 0; time < 20; time++) Answers.Right(NN6.CheckEarlyStopping(Stop));
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
        Answers.Wrong(NN6.CheckPenalty((W, l1, l2) => W.Map(w => l1 * w / Math.Abs(w) + 2 * l2 * w, MathNet.Numerics.LinearAlgebra.Zeros.Include)));
        Answers.Wrong(NN6.CheckDropout((A, mask, _) => A * mask.Transpose()));
        Answers.Wrong(NN6.CheckEarlyStopping((loss, _) => (loss.Length, (int)loss[^1] + 99)));
        Answers.Wrong(NN6.CheckEarlyStopping((loss, patience) => (int.Parse("x", System.Globalization.CultureInfo.InvariantCulture), patience)));
    }

    [Fact]
    public void Typical_mistakes_in_the_penalty_get_their_hints()
    {
        void Hint(string words, Func<double, double, double, double> gradient) =>
            Answers.Hint(words, NN6.CheckPenalty((W, l1, l2) => W.Map(w => gradient(w, l1, l2), MathNet.Numerics.LinearAlgebra.Zeros.Include)));
        Hint("factor 2", (w, l1, l2) => l1 * Math.Sign(w) + l2 * w);
        Hint("L1 term is missing", (w, _, l2) => 2 * l2 * w);
        Hint("L2 term is missing", (w, l1, _) => l1 * Math.Sign(w));
        Hint("on the left it is -1", (w, l1, l2) => l1 + 2 * l2 * w);
        Hint("comes from the square", (w, l1, l2) => 2 * (l1 * Math.Sign(w) + l2 * w));
        Hint("NaN", (w, l1, l2) => l1 * Math.Abs(w) / w + 2 * l2 * w);
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
            Answers.Hint(words, NN6.CheckDropout((A, mask, p) => A.Map2((a, kept) => output(a, kept, p), mask, MathNet.Numerics.LinearAlgebra.Zeros.Include)));
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
        void Hint(string words, Func<double[], int, (int, int)> answer)
        {
            // The check makes up its inputs: the hint must not depend on luck.
            for (var time = 0; time < 20; time++) Answers.Hint(words, NN6.CheckEarlyStopping(answer));
        }
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
    }
}
