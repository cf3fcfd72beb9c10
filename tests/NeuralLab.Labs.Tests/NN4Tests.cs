using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs.Tests;

using Matrices = Func<Matrix<double>, Matrix<double>, Matrix<double>>;
using RocPoint = Func<int[], double[], double, (double, double)>;
using Scores = Func<int[,], int, (double, double, double)>;

/// <summary>The checks of NN4: right answers pass, each typical mistake gets its own hint, nothing crashes.</summary>
public class NN4Tests
{
    public static TheoryData<string, Func<double[], double[]>> RightSoftmax => new()
    {
        { "the largest score subtracted", Softmax },
        { "the library's", z => Activation.Softmax.Value(Matrix<double>.Build.DenseOfColumnArrays(z)).ToColumnMajorArray() },
        { "by the logarithm of the sum", z => [.. z.Select(each => Math.Exp(each - z.Max() - Math.Log(z.Sum(other => Math.Exp(other - z.Max())))))] },
        { "by differences of scores", z => [.. z.Select(each => 1 / z.Sum(other => Math.Exp(other - each)))] },
        { "something near the largest score subtracted", z => Shifted(z, z.Max() + new Random(z.Length).Next(-30, 30)) },
        { "in place", z => Softmax(z).Select((p, i) => z[i] = p).ToArray() },
    };

    [Theory]
    [MemberData(nameof(RightSoftmax))]
    public void RightSoftmaxPasses(string way, Func<double[], double[]> answer)
    {
        Assert.NotEmpty(way);
        Answers.Right(seed => NN4.CheckSoftmax(answer, seed));
    }

    public static TheoryData<string, Matrices> RightGradients => new()
    {
        { "derived", Gradient },
        { "the library's", (Z, Y) => Loss.CategoricalCrossEntropy.GradientOnLogits(Y, Z) },
        { "by finite differences", (Z, Y) => Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount, (i, j) => (LossWith(Z, Y, i, j, 1e-4) - LossWith(Z, Y, i, j, -1e-4)) / 2e-4) },
        { "sample by sample, in place", (Z, Y) => { for (var j = 0; j < Z.ColumnCount; j++) Z.SetColumn(j, [.. Softmax(Z.Column(j).ToArray()).Select((p, i) => (p - Y[i, j]) / Z.ColumnCount)]); return Z; } },
    };

    [Theory]
    [MemberData(nameof(RightGradients))]
    public void RightGradientsPass(string way, Matrices answer)
    {
        Assert.NotEmpty(way);
        Answers.Right(seed => NN4.CheckGradient(answer, seed));
    }

    [Fact]
    public void RightScoresAndRocPointsPass()
    {
        Answers.Right(seed => NN4.CheckScores((counts, c) => Score(Precision(counts, c), Recall(counts, c)), seed));
        Answers.Right(seed => NN4.CheckScores((counts, c) => (Precision(counts, c), Recall(counts, c), 2 * counts[c, c] / (Column(counts, c) + Row(counts, c))), seed));
        Answers.Right(seed => NN4.CheckRocPoint((truth, scores, t) => (Rate(truth, scores, 0, s => s >= t), Rate(truth, scores, 1, s => s >= t)), seed));
        Answers.Right(seed => NN4.CheckRocPoint((truth, scores, t) => (1 - Rate(truth, scores, 0, s => s < t), 1 - Rate(truth, scores, 1, s => s < t)), seed));
        Answers.Right(seed => NN4.CheckRocPoint(OnTheCurve, seed));
    }

    [Fact]
    public void NoMutationOfARightAnswerIsAccepted()
    {
        Mutation.NoneIsAccepted(2500, (mutation, seed) => NN4.CheckSoftmax(z => mutation.Of(Softmax(z)), seed));
        Mutation.NoneIsAccepted(2500, (mutation, seed) => NN4.CheckGradient((Z, Y) => Matrix<double>.Build.Dense(Z.RowCount, Z.ColumnCount, mutation.Of(Gradient(Z, Y).ToColumnMajorArray())), seed));
        Mutation.NoneIsAccepted(2500, (mutation, seed) => NN4.CheckScores((counts, c) => mutation.Of(Precision(counts, c), Recall(counts, c), Score(Precision(counts, c), Recall(counts, c)).F1) is var s ? (s[0], s[1], s[2]) : default, seed));
        Mutation.NoneIsAccepted(2500, (mutation, seed) => NN4.CheckRocPoint((truth, scores, t) => mutation.Of(Rate(truth, scores, 0, s => s >= t), Rate(truth, scores, 1, s => s >= t)) is var r ? (r[0], r[1]) : default, seed));
    }

    public static TheoryData<string, Func<double[], double[]>> SoftmaxMistakes => new()
    {
        { "exponential is missing", z => [.. z.Select(each => each / z.Sum())] },
        { "looks at one score alone", z => [.. z.Select(each => 1 / (1 + Math.Exp(-each)))] },
        { "must add up to 1", z => [.. z.Select(each => Math.Exp(each))] },
        { "not make their sum 1", z => [.. z.Select(each => Math.Exp(each) / Math.Exp(z.Max()))] },
        { "divide by the sum as well", z => [.. z.Select(each => Math.Exp(each - z.Max()))] },
        { "subtracted everywhere", z => [.. z.Select(each => Math.Exp(each - z.Max()) / z.Sum(Math.Exp))] },
        { "in every exponential", z => [.. z.Select(each => Math.Exp(each) / z.Sum(other => Math.Exp(other - z.Max())))] },
        { "not of the scores", z => [.. z.Select(each => Math.Exp(each) / z.Sum())] },
        { "sign", z => Softmax([.. z.Select(each => -each)]) },
        { "logarithm", z => [.. Softmax(z).Select(p => Math.Log(p))] },
        { "makes a mean", z => [.. z.Select(each => Math.Exp(each) / z.Length)] },
        { "Subtract the largest score", z => [.. z.Select(each => Math.Exp(each) / z.Sum(other => Math.Exp(other)))] },
    };

    [Theory]
    [MemberData(nameof(SoftmaxMistakes))]
    public void SoftmaxMistakesGetTheirHints(string hint, Func<double[], double[]> answer) => Answers.Hint(hint, seed => NN4.CheckSoftmax(answer, seed));

    public static TheoryData<string, Matrices> GradientMistakes => new()
    {
        { "mean is missing", (Z, Y) => Softmax(Z) - Y },
        { "samples alone", (Z, Y) => (Softmax(Z) - Y) / (Y.RowCount * Y.ColumnCount) },
        { "number of columns", (Z, Y) => (Softmax(Z) - Y) / Y.RowCount },
        { "sign", (Z, Y) => (Y - Softmax(Z)) / Y.ColumnCount },
        { "Softmax is missing", (Z, Y) => (Z - Y) / Y.ColumnCount },
        { "too many", (Z, Y) => (Softmax(Z) - Y).PointwiseMultiply(Softmax(Z)).PointwiseMultiply(1 - Softmax(Z)) / Y.ColumnCount },
        { "factor 2", (Z, Y) => 2 * (Softmax(Z) - Y) / Y.ColumnCount },
        { "wrong classes", (Z, Y) => Y.PointwiseMultiply(Softmax(Z) - 1) / Y.ColumnCount },
        { "over the whole matrix", (Z, Y) => (Z.PointwiseExp() / Z.PointwiseExp().Enumerate().Sum() - Y) / Y.ColumnCount },
        { "like a wrong one", (Z, Y) => Softmax(Z) / Y.ColumnCount },
        { "with respect to the probabilities", (Z, Y) => -Y.PointwiseDivide(Softmax(Z)) / Y.ColumnCount },
        { "along the rows", (Z, Y) => (Softmax(Z.Transpose()).Transpose() - Y) / Y.ColumnCount },
    };

    [Theory]
    [MemberData(nameof(GradientMistakes))]
    public void GradientMistakesGetTheirHints(string hint, Matrices answer) => Answers.Hint(hint, seed => NN4.CheckGradient(answer, seed));

    public static TheoryData<string, Scores> ScoreMistakes => new()
    {
        { "exchanged", (counts, c) => Score(Recall(counts, c), Precision(counts, c)) },
        { "plain mean", (counts, c) => (Precision(counts, c), Recall(counts, c), (Precision(counts, c) + Recall(counts, c)) / 2) },
        { "factor 2", (counts, c) => (Precision(counts, c), Recall(counts, c), Score(Precision(counts, c), Recall(counts, c)).F1 / 2) },
        { "sum of precision and recall", (counts, c) => (Precision(counts, c), Recall(counts, c), 2 * Precision(counts, c) * Recall(counts, c)) },
        { "Precision divides by how many", (counts, c) => Score(counts[c, c] / (double)counts.Cast<int>().Sum(), Recall(counts, c)) },
        { "Recall divides by how many", (counts, c) => Score(Precision(counts, c), counts[c, c] / (double)counts.Cast<int>().Sum()) },
        { "Whole numbers", (counts, c) => Score((int)Precision(counts, c), (int)Recall(counts, c)) },
        { "hits / called", (counts, c) => Score((int)Precision(counts, c), Recall(counts, c)) },
        { "hits / truly", (counts, c) => Score(Precision(counts, c), (int)Recall(counts, c)) },
        { "the column's sum", (counts, c) => Score(Precision(counts, c), Precision(counts, c)) },
        { "the row's sum", (counts, c) => Score(Recall(counts, c), Recall(counts, c)) },
        { "give 0", (counts, c) => Score(Column(counts, c) == 0 ? 1 : Precision(counts, c), Recall(counts, c)) },
        { "instead of dividing", (counts, c) => Score(counts[c, c] / (double)Column(counts, c), Recall(counts, c)) },
    };

    [Theory]
    [MemberData(nameof(ScoreMistakes))]
    public void ScoreMistakesGetTheirHints(string hint, Scores answer) => Answers.Hint(hint, seed => NN4.CheckScores(answer, seed));

    public static TheoryData<string, RocPoint> RocMistakes => new()
    {
        { "exchanged", (truth, scores, t) => (Rate(truth, scores, 1, s => s >= t), Rate(truth, scores, 0, s => s >= t)) },
        { "equals the threshold", (truth, scores, t) => (Rate(truth, scores, 0, s => s > t), Rate(truth, scores, 1, s => s > t)) },
        { "turned", (truth, scores, t) => (Rate(truth, scores, 0, s => s < t), Rate(truth, scores, 1, s => s < t)) },
        { "divides by the negatives, not by all", (truth, scores, t) => (Hits(truth, scores, 0, t) / truth.Length, Rate(truth, scores, 1, s => s >= t)) },
        { "divides by the positives, not by all", (truth, scores, t) => (Rate(truth, scores, 0, s => s >= t), Hits(truth, scores, 1, t) / truth.Length) },
        { "denominator of its own", (truth, scores, t) => (Hits(truth, scores, 0, t) / truth.Length, Hits(truth, scores, 1, t) / truth.Length) },
        { "precision", (truth, scores, t) => (Rate(truth, scores, 0, s => s >= t), Hits(truth, scores, 1, t) / scores.Count(s => s >= t)) },
        { "specificity", (truth, scores, t) => (Rate(truth, scores, 0, s => s < t), Rate(truth, scores, 1, s => s >= t)) },
        { "is missed", (truth, scores, t) => (Rate(truth, scores, 0, s => s >= t), Rate(truth, scores, 1, s => s < t)) },
        { "how many of the negatives", (truth, scores, t) => (Hits(truth, scores, 0, t) / scores.Count(s => s >= t), Rate(truth, scores, 1, s => s >= t)) },
        { "counts", (truth, scores, t) => (Hits(truth, scores, 0, t), Hits(truth, scores, 1, t)) },
        { "Whole numbers", (truth, scores, t) => ((int)Rate(truth, scores, 0, s => s >= t), (int)Rate(truth, scores, 1, s => s >= t)) },
    };

    [Theory]
    [MemberData(nameof(RocMistakes))]
    public void RocMistakesGetTheirHints(string hint, RocPoint answer) => Answers.Hint(hint, seed => NN4.CheckRocPoint(answer, seed));

    [Fact]
    public void MissingAnswersAndGarbageAreNotRight()
    {
        Answers.Missing(NN4.CheckSoftmax(_ => throw new NotImplementedException()));
        Answers.Missing(NN4.CheckGradient((_, _) => throw new NotImplementedException()));
        Answers.Missing(NN4.CheckScores((_, _) => throw new NotImplementedException()));
        Answers.Missing(NN4.CheckRocPoint((_, _, _) => throw new NotImplementedException()));
        Answers.Hint("", NN4.CheckSoftmax(_ => null!));
        Answers.Hint("", NN4.CheckSoftmax(_ => []));
        Answers.Hint("", NN4.CheckSoftmax(z => [.. z.Select(_ => double.NaN)]));
        Answers.Hint("", NN4.CheckGradient((_, _) => null!));
        Answers.Hint("shape", NN4.CheckGradient((Z, Y) => Z.Transpose() * Y));
        Answers.Hint("shapes", NN4.CheckGradient((Z, Y) => Z * Y));
        Answers.Hint("indices", NN4.CheckScores((counts, _) => (counts[9, 9], 0, 0)));
        Answers.Hint("denominator", NN4.CheckScores((counts, c) => (counts[c, c] / (int)Column(counts, c), 0, 0)));
        Answers.Hint("drops the fraction", NN4.CheckScores((counts, c) => (counts[c, c] / (int)Column(counts, c), 0, 0)));
        Answers.Hint("", NN4.CheckRocPoint((_, _, _) => (double.NaN, double.PositiveInfinity)));
    }

    static double[] Softmax(double[] z) => [.. z.Select(each => Math.Exp(each - z.Max()) / z.Sum(other => Math.Exp(other - z.Max())))];

    static double[] Shifted(double[] z, double shift) => [.. z.Select(each => Math.Exp(each - shift) / z.Sum(other => Math.Exp(other - shift)))];

    static Matrix<double> Softmax(Matrix<double> Z) => Activation.Softmax.Value(Z);

    static Matrix<double> Gradient(Matrix<double> Z, Matrix<double> Y) => (Softmax(Z) - Y) / Y.ColumnCount;

    static double LossWith(Matrix<double> Z, Matrix<double> Y, int i, int j, double change)
    {
        Z = Z.Clone();
        Z[i, j] += change;
        return -Y.PointwiseMultiply(Softmax(Z).PointwiseLog()).Enumerate().Sum() / Y.ColumnCount;
    }

    static double Row(int[,] counts, int c) => Enumerable.Range(0, counts.GetLength(0)).Sum(j => counts[c, j]);

    static double Column(int[,] counts, int c) => Enumerable.Range(0, counts.GetLength(0)).Sum(i => counts[i, c]);

    static double Precision(int[,] counts, int c) => Column(counts, c) == 0 ? 0 : counts[c, c] / Column(counts, c);

    static double Recall(int[,] counts, int c) => Row(counts, c) == 0 ? 0 : counts[c, c] / Row(counts, c);

    static (double Precision, double Recall, double F1) Score(double p, double r) => (p, r, p + r == 0 ? 0 : 2 * p * r / (p + r));

    static (double, double) OnTheCurve(int[] truth, double[] scores, double threshold)
    {
        RocCurve curve = new(truth, scores);
        var step = curve.Thresholds.TakeWhile(each => each >= threshold).Count() - 1;
        return (curve.FalsePositiveRates[step], curve.TruePositiveRates[step]);
    }

    static double Hits(int[] truth, double[] scores, int of, double threshold) => truth.Zip(scores).Count(pair => pair.First == of && pair.Second >= threshold);

    static double Rate(int[] truth, double[] scores, int of, Func<double, bool> positive) =>
        truth.Zip(scores).Count(pair => pair.First == of && positive(pair.Second)) / (double)truth.Count(t => t == of);
}
