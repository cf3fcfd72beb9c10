using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Labs.Tests;

using Matrices = Func<Matrix<double>, Matrix<double>, Matrix<double>>;
using RocPoint = Func<int[], double[], double, (double, double)>;
using Scores = Func<int[,], int, (double, double, double)>;

/// <summary>The checks of NN4: right answers pass, each typical mistake gets its own hint, nothing crashes.</summary>
public class NN4Tests
{
    [Fact]
    public void RightAnswersPass()
    {
        Answers.Right(NN4.CheckSoftmax(Softmax));
        Answers.Right(NN4.CheckGradient((Z, Y) => (Softmax(Z) - Y) / Y.ColumnCount));
        Answers.Right(NN4.CheckGradient((Z, Y) => Loss.CategoricalCrossEntropy.GradientOnLogits(Z, Y)));
        Answers.Right(NN4.CheckScores((counts, c) => Score(Precision(counts, c), Recall(counts, c))));
        Answers.Right(NN4.CheckRocPoint((truth, scores, threshold) =>
            (Rate(truth, scores, 0, score => score >= threshold), Rate(truth, scores, 1, score => score >= threshold))));
    }

    public static TheoryData<string, Func<double[], double[]>> SoftmaxMistakes => new()
    {
        { "exponential is missing", z => [.. z.Select(each => each / z.Sum())] },
        { "looks at one score alone", z => [.. z.Select(each => 1 / (1 + Math.Exp(-each)))] },
        { "must add up to 1", z => [.. z.Select(each => Math.Exp(each))] },
        { "not by the largest one", z => [.. z.Select(each => Math.Exp(each) / Math.Exp(z.Max()))] },
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
        { "missing its -1", (Z, Y) => Softmax(Z) / Y.ColumnCount },
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
        { "divides by p + r", (counts, c) => (Precision(counts, c), Recall(counts, c), 2 * Precision(counts, c) * Recall(counts, c)) },
        { "Precision divides by how many", (counts, c) => Score(counts[c, c] / (double)counts.Cast<int>().Sum(), Recall(counts, c)) },
        { "Recall divides by how many", (counts, c) => Score(Precision(counts, c), counts[c, c] / (double)counts.Cast<int>().Sum()) },
        { "Whole numbers", (counts, c) => Score((int)Precision(counts, c), (int)Recall(counts, c)) },
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
        Answers.Hint("", NN4.CheckRocPoint((_, _, _) => (double.NaN, double.PositiveInfinity)));
    }

    static double[] Softmax(double[] z) => [.. z.Select(each => Math.Exp(each - z.Max()) / z.Sum(other => Math.Exp(other - z.Max())))];

    static Matrix<double> Softmax(Matrix<double> Z) => Activation.Softmax.Value(Z);

    static double Column(int[,] counts, int c) => Enumerable.Range(0, counts.GetLength(0)).Sum(i => counts[i, c]);

    static double Precision(int[,] counts, int c) => Column(counts, c) == 0 ? 0 : counts[c, c] / Column(counts, c);

    static double Recall(int[,] counts, int c) => Enumerable.Range(0, counts.GetLength(0)).Sum(j => counts[c, j]) is var row and > 0 ? counts[c, c] / (double)row : 0;

    static (double Precision, double Recall, double F1) Score(double p, double r) => (p, r, p + r == 0 ? 0 : 2 * p * r / (p + r));

    static double Hits(int[] truth, double[] scores, int of, double threshold) => truth.Zip(scores).Count(pair => pair.First == of && pair.Second >= threshold);

    static double Rate(int[] truth, double[] scores, int of, Func<double, bool> positive) =>
        truth.Zip(scores).Count(pair => pair.First == of && positive(pair.Second)) / (double)truth.Count(t => t == of);
}
