using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace NeuralLab.Labs;

/// <summary>The checks of lab NN4: softmax and its gradient, scores of a class, a point of the ROC curve.</summary>
public static class NN4
{
    /// <summary>Exercise NN4.1: softmax of the scores of one sample, for scores of any size.</summary>
    /// <param name="answer">From scores to probabilities.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckSoftmax(Func<double[], double[]> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        const string Exercise = "NN4.1";
        static string Show(double[] z) => $"z = ({string.Join(", ", z.Select(Comparison.Text))})";
        Func<double[], double[]?> given = z => answer([.. z]);
        var small = Comparison.Check(
            Exercise, seed, given, Softmax, new([[1, 2, 3]], 4, random => Scores(random, 3)), Show,
            "Three steps: e to the power of every score, their sum, then each divided by the sum.",
            new("The exponential is missing: e^z is positive, whatever z is.", z => [.. z.Select(each => each / z.Sum())]),
            new("Softmax divides by the sum over all classes; 1 / (1 + e^-z) looks at one score alone, and these do not add up to 1.", z => [.. z.Select(NN1.Sigmoid)]),
            new("Divide by the sum of the exponentials: the probabilities must add up to 1.", z => [.. z.Select(each => Math.Exp(each))]),
            new("Taking the largest score out keeps the exponentials small, but does not make their sum 1: divide by the sum as well.", z => [.. z.Select(each => Math.Exp(each - z.Max()))]),
            new("What you subtract cancels only if it is subtracted everywhere: above the line and in every exponential of the sum.", z => [.. z.Select(each => Math.Exp(each - z.Max()) / z.Sum(Math.Exp))]),
            new("What you subtract cancels only if it is subtracted everywhere: above the line and in every exponential of the sum.", z => [.. z.Select(each => Math.Exp(each) / z.Sum(other => Math.Exp(other - z.Max())))]),
            new("Divide by the sum of the exponentials, not of the scores.", z => [.. z.Select(each => Math.Exp(each) / z.Sum())]),
            new("Mind the sign: the largest score gets the largest probability.", z => Softmax([.. z.Select(each => -each)])),
            new("That is its logarithm; asked are the probabilities.", z => [.. Softmax(z).Select(p => Math.Log(p))]),
            new("Dividing by the number of classes makes a mean; divide by the sum of the exponentials.", z => [.. z.Select(each => Math.Exp(each) / z.Length)]));
        if (!small.Passed) return small;
        Inputs<double[]> large = new([[1000, 1001, 1002], [-1000, -1001, -1003]], 2, random => Scores(random, 2000));
        return Comparison.Check(
            Exercise, seed, given, Softmax, large, Show,
            "Right for small scores, but e^1000 is larger than any double, and e^-1000 is 0. Subtract the largest score from all of them first: that changes no quotient, and no exponential is larger than 1.");
    }

    /// <summary>Exercise NN4.2: the gradient of softmax and cross-entropy with respect to the scores.</summary>
    /// <param name="answer">From scores Z and one-hot targets Y, both classes x samples, to the gradient of the mean loss, of the same shape.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckGradient(Func<Matrix<double>, Matrix<double>, Matrix<double>> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static double[] Flat(Matrix<double> matrix) => matrix.ToColumnMajorArray();
        static Mistake<ScoredSamples> Is(string hint, Func<Matrix<double>, Matrix<double>, Matrix<double>> wrong) =>
            new(hint, input => Flat(wrong(input.Z, input.Y)));
        Inputs<ScoredSamples> inputs = new(
            [ScoredSamples.Random(new(1), 3, 2)], 4, random => ScoredSamples.Random(random, 3 + random.Next(2), 2 + random.Next(4)))
        {
            NameOf = (input, place) => $"dZ[{place % input.Z.RowCount}, {place / input.Z.RowCount}]",
        };
        return Comparison.Check(
            "NN4.2", seed, input => answer(input.Z.Clone(), input.Y.Clone()) is { } gradient ? Flat(gradient) : null,
            input => Flat((Softmax(input.Z) - input.Y) / input.Y.ColumnCount), inputs,
            input => $"Z = {Comparison.Text(input.Z)}, Y = {Comparison.Text(input.Y)} (a row for each class, a column for each sample)",
            "Take one sample with scores (0, 0): p = (0.5, 0.5). If its class is the first, the gradient is (-0.5, 0.5), divided by the number of samples.",
            Is("The mean is missing: the loss is a mean over the samples, so divide by their number.", (Z, Y) => Softmax(Z) - Y),
            Is("The mean is over the samples alone: cross-entropy sums over the classes.", (Z, Y) => (Softmax(Z) - Y) / (Y.RowCount * Y.ColumnCount)),
            Is("The number of samples is the number of columns; you divide by the number of classes.", (Z, Y) => (Softmax(Z) - Y) / Y.RowCount),
            Is("Every column is a sample of its own, and its probabilities add up to 1. Yours add up to 1 over the whole matrix.", (Z, Y) => (Z.PointwiseExp() / Z.PointwiseExp().Enumerate().Sum() - Y) / Y.ColumnCount),
            Is("The sign is turned: more score for a wrong class makes the loss larger, so its slope is positive.", (Z, Y) => (Y - Softmax(Z)) / Y.ColumnCount),
            Is("Softmax is missing: Z are scores; P = softmax(Z).", (Z, Y) => (Z - Y) / Y.ColumnCount),
            Is("There is a p (1 - p) too many: in the derivation it cancels against the 1 / p of the logarithm.", (Z, Y) => (Softmax(Z) - Y).PointwiseMultiply(Softmax(Z).Map(p => p * (1 - p))) / Y.ColumnCount),
            Is("The factor 2 belongs to the square of the MSE; the logarithm has none.", (Z, Y) => (Softmax(Z) - Y) * 2 / Y.ColumnCount),
            Is("Every score acts on every probability: the scores of the wrong classes have a slope too. You only have the right class.", (Z, Y) => (Softmax(Z) - Y).PointwiseMultiply(Y) / Y.ColumnCount),
            Is("The right class is treated like a wrong one: in the sum over k, the term with k = i has [k = i] = 1. What does it leave behind?", (Z, Y) => Softmax(Z) / Y.ColumnCount),
            Is("That is the gradient with respect to the probabilities, -Y / P; go on through the softmax to the scores.", (Z, Y) => -Y.PointwiseDivide(Softmax(Z)) / Y.ColumnCount),
            Is("Softmax goes down a column, over the classes of one sample; yours goes along the rows, over the samples.", (Z, Y) => (Softmax(Z.Transpose()).Transpose() - Y) / Y.ColumnCount));
    }

    /// <summary>Exercise NN4.3: precision, recall and F1 of one class, from counts.</summary>
    /// <param name="answer">From counts, true classes x predicted classes, and a class to its three scores; 0 where a quotient has no denominator.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckScores(Func<int[,], int, (double precision, double recall, double f1)> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<(int[,] Counts, int Class), double[]> Scores(
            Func<double, double, double, double>? precision = null, Func<double, double, double, double>? recall = null,
            Func<double, double, double>? f1 = null) => input =>
        {
            var (hits, truly, called) = Counts(input.Counts, input.Class);
            double p = precision?.Invoke(hits, truly, called) ?? Ratio(hits, called), r = recall?.Invoke(hits, truly, called) ?? Ratio(hits, truly);
            return [p, r, f1?.Invoke(p, r) ?? Ratio(2 * p * r, p + r)];
        };
        static double All(int[,] counts) => counts.Cast<int>().Sum();
        Inputs<(int[,] Counts, int Class)> inputs = new(
            [(new[,] { { 8, 2, 0 }, { 4, 5, 1 }, { 0, 6, 4 } }, 1), (new[,] { { 6, 0 }, { 3, 0 } }, 1)], 5,
            random => (RandomCounts(random, 2 + random.Next(3)), random.Next(2)));
        return Comparison.Check(
            "NN4.3", seed, input => answer((int[,])input.Counts.Clone(), input.Class) is var (p, r, f1) ? [p, r, f1] : null, Scores(), inputs,
            input => $"class {input.Class} of the counts {Text(input.Counts)} (precision, recall, F1)",
            "Count three numbers first: hits, counts[c, c]; how many truly are of the class, the sum of row c; how many were called so, the sum of column c. Where a sum is 0 give 0 instead of dividing by it.",
            new("Precision and recall are exchanged: precision divides by what was called c (the column), recall by what truly is c (the row).", Scores((hits, truly, _) => Ratio(hits, truly), (hits, _, called) => Ratio(hits, called))),
            new("F1 is the harmonic mean; yours is the plain mean.", Scores(f1: (p, r) => (p + r) / 2)),
            new("F1 has a factor 2, so that it equals precision and recall where these are equal.", Scores(f1: (p, r) => Ratio(p * r, p + r))),
            new("F1 divides by the sum of precision and recall.", Scores(f1: (p, r) => 2 * p * r)),
            new("Precision divides by how many were called c, the sum of column c; yours divides by all samples.", input => Divided(input, byAll: true, 0)),
            new("Recall divides by how many truly are c, the sum of row c; yours divides by all samples.", input => Divided(input, byAll: true, 1)),
            new("Whole numbers divide without remainder in C#: write (double)hits / called.", Scores((hits, _, called) => Math.Floor(Ratio(hits, called)), (hits, truly, _) => Math.Floor(Ratio(hits, truly)))),
            new("Whole numbers divide without remainder in C#: write (double)hits / called.", Scores(precision: (hits, _, called) => Math.Floor(Ratio(hits, called)))),
            new("Whole numbers divide without remainder in C#: write (double)hits / truly.", Scores(recall: (hits, truly, _) => Math.Floor(Ratio(hits, truly)))),
            new("Precision and recall have the same denominator in your answer: the column's sum. Recall divides by the row's.", Scores(recall: (hits, _, called) => Ratio(hits, called))),
            new("Precision and recall have the same denominator in your answer: the row's sum. Precision divides by the column's.", Scores((hits, truly, _) => Ratio(hits, truly))),
            new("The hits belong to the row and to the column: divide by the whole sum, not by the misses alone.", Scores((hits, _, called) => Ratio(hits, called - hits), (hits, truly, _) => Ratio(hits, truly - hits))),
            new("Where nothing was called c, the quotient has no denominator: give 0.", Scores((hits, _, called) => called == 0 ? 1 : hits / called)));

        static double[] Divided((int[,] Counts, int Class) input, bool byAll, int which)
        {
            var (hits, truly, called) = Counts(input.Counts, input.Class);
            double p = Ratio(hits, which == 0 && byAll ? All(input.Counts) : called), r = Ratio(hits, which == 1 && byAll ? All(input.Counts) : truly);
            return [p, r, Ratio(2 * p * r, p + r)];
        }
    }

    /// <summary>Exercise NN4.4: the false and the true positive rate at a threshold.</summary>
    /// <param name="answer">From the truth (1: positive), the scores and the threshold to the two rates; a score at the threshold counts as positive.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckRocPoint(Func<int[], double[], double, (double fpr, double tpr)> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<Scored, double[]> Rates(Func<Counted, double> fpr, Func<Counted, double> tpr, Func<double, double, bool>? positive = null) => input =>
        {
            var counted = Counted.Of(input, positive ?? ((score, threshold) => score >= threshold));
            return [fpr(counted), tpr(counted)];
        };
        static double False(Counted c) => Ratio(c.FalsePositives, c.Negatives);
        static double True(Counted c) => Ratio(c.TruePositives, c.Positives);
        Inputs<Scored> inputs = new([new([1, 1, 0, 0, 0, 1], [0.9, 0.4, 0.6, 0.2, 0.1, 0.6], 0.6)], 5, Scored.Random);
        return Comparison.Check(
            "NN4.4", seed, input => answer([.. input.Truth], [.. input.Scores], input.Threshold) is var (fpr, tpr) ? [fpr, tpr] : null, Rates(False, True), inputs,
            input => Invariant($"truth [{string.Join(", ", input.Truth)}], scores [{string.Join(", ", input.Scores.Select(Comparison.Text))}], threshold {input.Threshold:G3} (false and true positive rate)"),
            "Count four numbers: the positives, the negatives, and how many of each have a score of at least the threshold.",
            new("The two rates are exchanged: first the false positive rate, then the true one.", Rates(True, False)),
            new("A score that equals the threshold counts as positive: >=.", Rates(False, True, (score, threshold) => score > threshold)),
            new("The comparison is turned: a score of at least the threshold is called positive.", Rates(False, True, (score, threshold) => score < threshold)),
            new("The false positive rate divides by the negatives, not by all samples.", Rates(c => Ratio(c.FalsePositives, c.Positives + c.Negatives), True)),
            new("The true positive rate divides by the positives, not by all samples.", Rates(False, c => Ratio(c.TruePositives, c.Positives + c.Negatives))),
            new("Each rate has a denominator of its own, the negatives and the positives; yours divide by all samples.", Rates(c => Ratio(c.FalsePositives, c.Positives + c.Negatives), c => Ratio(c.TruePositives, c.Positives + c.Negatives))),
            new("That is the precision: the true positive rate divides by the positives, not by those that were called positive.", Rates(False, c => Ratio(c.TruePositives, c.TruePositives + c.FalsePositives))),
            new("That is the specificity, the part of the negatives that is called negative. Asked is the part that is called positive, by mistake.", Rates(c => 1 - False(c), True)),
            new("That is the part of the positives that is missed. Asked is the part that is found.", Rates(False, c => 1 - True(c))),
            new("The false positive rate asks how many of the negatives were called positive; you divide by those that were called positive.", Rates(c => Ratio(c.FalsePositives, c.TruePositives + c.FalsePositives), True)),
            new("Those are counts; a rate is a part of the negatives or of the positives.", Rates(c => c.FalsePositives, c => c.TruePositives)),
            new("Whole numbers divide without remainder in C#: write (double)hits / positives.", Rates(c => Math.Floor(False(c)), c => Math.Floor(True(c)))));
    }

    static double[] Softmax(double[] z)
    {
        double[] powers = [.. z.Select(each => Math.Exp(each - z.Max()))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    static Matrix<double> Softmax(Matrix<double> Z) => Matrix<double>.Build.DenseOfColumns(Z.EnumerateColumns().Select(column => Softmax(column.ToArray())));

    static double[] Scores(Random random, double size) => [.. Enumerable.Range(0, 3 + random.Next(3)).Select(_ => size * (2 * random.NextDouble() - 1) + 0.1)];

    static double Ratio(double part, double whole) => whole == 0 ? 0 : part / whole;

    static (double Hits, double Truly, double Called) Counts(int[,] counts, int c)
    {
        var classes = Enumerable.Range(0, counts.GetLength(0)).ToArray();
        return (counts[c, c], classes.Sum(other => counts[c, other]), classes.Sum(other => counts[other, c]));
    }

    static int[,] RandomCounts(Random random, int classes)
    {
        var counts = new int[classes, classes];
        for (var i = 0; i < classes; i++)
            for (var j = 0; j < classes; j++) counts[i, j] = 1 + random.Next(i == j ? 30 : 9);
        return counts;
    }

    static string Text(int[,] counts) => $"[{string.Join("; ", Enumerable.Range(0, counts.GetLength(0)).Select(i => string.Join(", ", Enumerable.Range(0, counts.GetLength(1)).Select(j => counts[i, j]))))}]";

    sealed record ScoredSamples(Matrix<double> Z, Matrix<double> Y)
    {
        internal static ScoredSamples Random(Random random, int classes, int samples) => new(
            Matrix<double>.Build.Dense(classes, samples, (_, _) => Math.Round(4 * random.NextDouble() - 2, 2)),
            OneHot.Encode<double>([.. Enumerable.Range(0, samples).Select(_ => random.Next(classes))], classes));
    }

    sealed record Scored(int[] Truth, double[] Scores, double Threshold)
    {
        // One positive and one negative stand at the threshold itself.
        internal static Scored Random(Random random)
        {
            var threshold = Math.Round(0.3 + 0.4 * random.NextDouble(), 2);
            double[] scores = [threshold, threshold, .. Enumerable.Range(0, 9).Select(_ => Math.Round(random.NextDouble(), 2))];
            return new([1, 0, 1, 0, 0, .. Enumerable.Range(0, 6).Select(_ => random.Next(2))], scores, threshold);
        }
    }

    sealed record Counted(double TruePositives, double FalsePositives, double Positives, double Negatives)
    {
        internal static Counted Of(Scored input, Func<double, double, bool> positive)
        {
            var samples = input.Truth.Zip(input.Scores, (truth, score) => (IsPositive: truth == 1, IsCalled: positive(score, input.Threshold))).ToArray();
            return new(
                samples.Count(s => s.IsPositive && s.IsCalled), samples.Count(s => !s.IsPositive && s.IsCalled),
                samples.Count(s => s.IsPositive), samples.Count(s => !s.IsPositive));
        }
    }
}
