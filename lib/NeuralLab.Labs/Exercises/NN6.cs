using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs;

/// <summary>The checks of lab NN6: regularization.</summary>
public static class NN6
{
    const string AtZero = "Look at the weight 0: take 0 as the slope of |w| there. A comparison needs three cases; Math.Sign has them.";

    const string EpochBefore = "Compare with the lowest loss so far, not with the epoch before.";

    /// <summary>Exercise NN6.1: the gradient of l1 * sum |w| + l2 * sum w^2.</summary>
    /// <param name="answer">From the weights and the two strengths to the gradient, of the weights' shape.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckPenalty(Func<Matrix<double>, double, double, Matrix<double>> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<(Matrix<double> W, double L1, double L2), double[]> Variant(Func<double, double, double, double> gradient) => given =>
            [.. given.W.ToColumnMajorArray().Select(w => gradient(w, given.L1, given.L2))];
        static double Sign(double w) => Math.Sign(w);
        Inputs<(Matrix<double> W, double L1, double L2)> inputs = new(
            [(Matrix<double>.Build.Dense(2, 2, [1.5, -2, 0, 3]), 0.1, 0.01)], 3,
            random => (Matrix<double>.Build.Dense(2, 3, [0, .. Numbers(random, 5)]), 0.1 + random.NextDouble(), 2 + random.NextDouble()))
        {
            NameOf = (given, i) => $"the slope at the weight {Comparison.Text(given.W.ToColumnMajorArray()[i])}",
        };
        return Comparison.Check(
            "NN6.1", seed, given => answer(given.W.Clone(), given.L1, given.L2)?.ToColumnMajorArray(), Variant((w, l1, l2) => l1 * Sign(w) + 2 * l2 * w), inputs,
            given => $"W = {Comparison.Text(given.W)}, l1 = {Comparison.Text(given.L1)}, l2 = {Comparison.Text(given.L2)}",
            "Differentiate each term by one weight: l1 |w| gives l1 times the sign of w, l2 w^2 gives 2 l2 w.",
            new("The square gives a factor 2: 2 l2 w.", Variant((w, l1, l2) => l1 * Sign(w) + l2 * w)),
            new("The L1 term is missing: l1 times the sign of w.", Variant((w, _, l2) => 2 * l2 * w)),
            new("The L2 term is missing: 2 l2 w.", Variant((w, l1, _) => l1 * Sign(w))),
            new("The derivative of |w| is 1 on the right of 0 only; on the left it is -1.", Variant((w, l1, l2) => l1 + 2 * l2 * w)),
            new("The factor 2 comes from the square, and |w| has none.", Variant((w, l1, l2) => 2 * (l1 * Sign(w) + l2 * w))),
            new("The derivative of |w| is the sign of w, not |w|.", Variant((w, l1, l2) => l1 * Math.Abs(w) + 2 * l2 * w)),
            new("The derivative of |w| is the sign of w, not w.", Variant((w, l1, l2) => l1 * w + 2 * l2 * w)),
            new("w / |w| is 0 / 0 at the weight 0, which is no number (NaN). Take 0 as the slope of |w| there.", Variant((w, l1, l2) => l1 * (w / Math.Abs(w)) + 2 * l2 * w)),
            new(AtZero, Variant((w, l1, l2) => l1 * (w >= 0 ? 1 : -1) + 2 * l2 * w)),
            new(AtZero, Variant((w, l1, l2) => l1 * (w > 0 ? 1 : -1) + 2 * l2 * w)),
            new("That is the penalty of each weight itself; its derivative is asked for.", Variant((w, l1, l2) => l1 * Math.Abs(w) + l2 * w * w)),
            new("A penalty grows with |w|, so its gradient has the sign of w; the minus belongs to the step.", Variant((w, l1, l2) => -l1 * Sign(w) - 2 * l2 * w)),
            new("You have changed l1 and l2 over: l1 belongs to |w|, l2 to w^2.", Variant((w, l1, l2) => l2 * Sign(w) + 2 * l1 * w)));
    }

    /// <summary>Exercise NN6.2: inverted dropout in training.</summary>
    /// <param name="answer">From activations A, a mask of ones (kept) and zeros (dropped), and the chance to be dropped, to what is passed on.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckDropout(Func<Matrix<double>, Matrix<double>, double, Matrix<double>> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<(Matrix<double> A, Matrix<double> Mask, double P), double[]> Variant(Func<double, double, double, double> output) => given =>
            [.. given.A.ToColumnMajorArray().Zip(given.Mask.ToColumnMajorArray(), (a, kept) => output(a, kept, given.P))];
        Inputs<(Matrix<double> A, Matrix<double> Mask, double P)> inputs = new(
            [(Matrix<double>.Build.Dense(2, 2, [1.0, 2, 3, 4]), Matrix<double>.Build.Dense(2, 2, [1.0, 0, 1, 1]), 0.2)], 3,
            random => (
                Matrix<double>.Build.Dense(3, 2, [.. Numbers(random, 6)]),
                Matrix<double>.Build.Dense(3, 2, [1, 0, .. Enumerable.Range(0, 4).Select(_ => (double)random.Next(2))]),
                0.1 + 0.3 * random.NextDouble()))
        {
            NameOf = (given, i) => Comparison.Entry("the new A", given.A.RowCount, i),
        };
        return Comparison.Check(
            "NN6.2", seed, given => answer(given.A.Clone(), given.Mask.Clone(), given.P)?.ToColumnMajorArray(), Variant((a, kept, p) => a * kept / (1 - p)), inputs,
            given => $"A = {Comparison.Text(given.A)}, mask = {Comparison.Text(given.Mask)}, p = {Comparison.Text(given.P)}",
            "Multiply A by the mask element by element, then scale so that the mean stays what it was without dropout.",
            new("On average only 1 - p of the units are left: divide by 1 - p, so that the next layer gets as much as without dropout.", Variant((a, kept, _) => a * kept)),
            new("p is the chance to be dropped; divide by the chance to be kept, 1 - p.", Variant((a, kept, p) => a * kept / p)),
            new("The sum gets smaller when units are dropped: divide by 1 - p instead of multiplying by it.", Variant((a, kept, p) => a * kept * (1 - p))),
            new("Activations have no minus here: divide by 1 - p, not by p - 1.", Variant((a, kept, p) => a * kept / (p - 1))),
            new("The mask is 1 for the units that stay; you keep those that are dropped.", Variant((a, kept, p) => a * (1 - kept) / (1 - p))),
            new("Where the mask is 0 nothing is passed on: multiply by the mask.", Variant((a, _, p) => a / (1 - p))),
            new("Where the mask is 0 nothing is passed on: the mask has no effect in your answer.", Variant((a, _, _) => a)),
            new("Units that are dropped pass on 0, not their old value.", Variant((a, kept, p) => kept == 1 ? a / (1 - p) : a)));
    }

    /// <summary>Exercise NN6.3: when early stopping stops, and which epoch it brings back.</summary>
    /// <param name="answer">
    /// From the validation losses, epoch after epoch,
    /// and the patience to the epoch after which training stops and the best epoch, both from 1.
    /// </param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckEarlyStopping(Func<double[], int, (int Stop, int Best)> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Inputs<(double[] Loss, int Patience)> inputs = new(
        [
            ([5, 4, 3, 3.5, 3.2, 3.3, 2, 1], 3),
            ([5, 4, 4, 4, 3.9, 4.2, 4.1, 4.3, 1], 3),
            ([5, 4, 4, 4, 4, 3], 3),
            ([3, 2, 1], 2),
            ([3, 4, 5, 6, 1], 2),
        ],
        4, random => (Walk(random), 2 + random.Next(3)))
        {
            NameOf = (_, i) => i == 0 ? "the stop" : "the best epoch",
        };
        double[] Right((double[] Loss, int Patience) given) => Stop(given.Loss, given.Patience);
        return Comparison.Check(
            "NN6.3", seed, given => answer([.. given.Loss], given.Patience) is var (stop, best) ? [stop, best] : null, Right, inputs,
            given => $"losses {string.Join(", ", given.Loss.Select(Comparison.Text))} and patience {given.Patience}",
            "Keep the lowest loss so far and its epoch. After each epoch without a new lowest ask how many have passed since the best.",
            new("Epochs count from 1, array indices from 0: add 1.", given => [.. Right(given).Select(epoch => epoch - 1)]),
            new("These are the right epochs, changed over: first when it stops, then the best.", given => [.. Right(given).Reverse()]),
            new("The best epoch is the one with the lowest loss, not the one where training stops.", given => [Right(given)[0], Right(given)[0]]),
            new("It stops one epoch too late: patience epochs without a new lowest loss are enough.", given => Stop(given.Loss, given.Patience + 1)),
            new("It stops one epoch too early: patience is the number of epochs without a new lowest loss that end training.", given => Stop(given.Loss, given.Patience - 1)),
            new("You stop at the first rise: wait for patience epochs.", given => Stop(given.Loss, 1)),
            new("An equal loss is no improvement: only a lower one starts the wait anew.", given => Stop(given.Loss, given.Patience, tiesCount: true)),
            new(EpochBefore, given => Stop(given.Loss, given.Patience, withLast: true)),
            new(EpochBefore, given => StopByTheEpochBefore(given.Loss, given.Patience, fallsCount: true)),
            new(EpochBefore, given => StopByTheEpochBefore(given.Loss, given.Patience, fallsCount: false)),
            new("You look for the lowest loss of all epochs: those after the stop are never trained.", given => [Right(given)[0], 1 + Array.IndexOf(given.Loss, given.Loss.Min())]),
            new("Training never stops early in your answer: it goes through all epochs.", given => [given.Loss.Length, 1 + Array.IndexOf(given.Loss, given.Loss.Min())]));
    }

    static double[] Stop(double[] loss, int patience, bool tiesCount = false, bool withLast = false)
    {
        int best = 0, since = 0;
        for (var epoch = 1; epoch < loss.Length; epoch++)
        {
            var against = loss[withLast ? epoch - 1 : best];
            var improved = loss[epoch] < against || (tiesCount && loss[epoch] == against);
            since = improved ? 0 : since + 1;
            if (loss[epoch] < loss[best] || (tiesCount && improved)) best = epoch;
            if (since >= Math.Max(1, patience) && !improved) return [epoch + 1, best + 1];
        }
        return [loss.Length, best + 1];
    }

    // What comes out when every fall below the epoch before is taken for a new best, or every rise above it for an epoch to wait.
    static double[] StopByTheEpochBefore(double[] loss, int patience, bool fallsCount)
    {
        int best = 0, since = 0;
        for (var epoch = 1; epoch < loss.Length; epoch++)
        {
            var better = fallsCount ? loss[epoch] < loss[epoch - 1] : loss[epoch] < loss[best];
            var worse = fallsCount ? !better : loss[epoch] > loss[epoch - 1];
            if (better) best = epoch;
            since = worse ? since + 1 : 0;
            if (since >= patience) return [epoch + 1, best + 1];
        }
        return [loss.Length, best + 1];
    }

    static double[] Walk(Random random) => [.. Enumerable.Range(0, 14).Select(epoch => Math.Round(5 - 0.2 * epoch + 2 * random.NextDouble(), 1))];

    // Of either sign, never near 0 or 1, where mistakes look alike.
    static IEnumerable<double> Numbers(Random random, int count) =>
        Enumerable.Range(0, count).Select(i => (i % 2 == 0 ? -1 : 1) * (1.5 + random.NextDouble()));
}
