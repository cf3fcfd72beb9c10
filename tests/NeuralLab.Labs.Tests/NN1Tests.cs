namespace NeuralLab.Labs.Tests;

/// <summary>Right answers pass; typical mistakes get the hint that leads back.</summary>
public class NN1Tests
{
    static double S(double z) => 1 / (1 + Math.Exp(-z));

    static double Forward(double[,] W1, double[] b1, double[,] W2, double[] b2, double[] x, Func<double, double> f) =>
        W2[0, 0] * f(W1[0, 0] * x[0] + W1[0, 1] * x[1] + b1[0]) + W2[0, 1] * f(W1[1, 0] * x[0] + W1[1, 1] * x[1] + b1[1]) + b2[0];

    [Fact]
    public void Forward_pass()
    {
        Answers.Right(NN1.CheckForward((W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, S)));
        Answers.Hint("transpose", NN1.CheckForward((W1, b1, W2, b2, x) => Forward(new[,] { { W1[0, 0], W1[1, 0] }, { W1[0, 1], W1[1, 1] } }, b1, W2, b2, x, S)));
        Answers.Hint("biases b1 are missing", NN1.CheckForward((W1, b1, W2, b2, x) => Forward(W1, [0, 0], W2, b2, x, S)));
        Answers.Hint("output bias", NN1.CheckForward((W1, b1, W2, b2, x) => Forward(W1, b1, W2, [0], x, S)));
        Answers.Hint("activation", NN1.CheckForward((W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, z => z)));
        Answers.Hint("no sigmoid", NN1.CheckForward((W1, b1, W2, b2, x) => S(Forward(W1, b1, W2, b2, x, S))));
        Answers.Hint("exponent", NN1.CheckForward((W1, b1, W2, b2, x) => Forward(W1, b1, W2, b2, x, z => S(-z))));
        Answers.Missing(NN1.CheckForward((_, _, _, _, _) => throw new NotImplementedException()));
        Answers.Hint("indices", NN1.CheckForward((W1, _, _, _, _) => W1[2, 2]));
        Answers.Hint("paper", NN1.CheckForward((_, _, _, _, _) => double.NaN));
    }

    [Fact]
    public void Steps_by_hand()
    {
        double[,] Column(double k) => new[,] { { k }, { k }, { k } };
        double[] Biases(double k) => [0.5 * k, -0.5 * k, -1.5 * k];
        double[,] heights = { { 80, 80, 80 } };
        Answers.Right(NN1.CheckSteps(Column(500), Biases(500), heights, [-80]));
        Answers.Hint("steep", NN1.CheckSteps(Column(100), Biases(100), heights, [-80]));
        foreach (var flat in new double[] { 2, 5, 10, 20 }) Answers.Hint("not steep enough", NN1.CheckSteps(Column(flat), Biases(flat), heights, [-80]));
        Answers.Hint("mirrored", NN1.CheckSteps(Column(500), [-250, 250, 750], heights, [-80]));
        Answers.Hint("Solve for b_i", NN1.CheckSteps(Column(500), [0, 0, 0], heights, [-80]));
        Answers.Hint("output bias", NN1.CheckSteps(Column(500), Biases(500), heights, [0]));
        Answers.Hint("80 high", NN1.CheckSteps(Column(500), Biases(500), new double[,] { { 80, 160, 240 } }, [-80]));
        Answers.Hint("k > 0", NN1.CheckSteps(Column(-500), [-250, 250, 750], heights, [-80]));
        Answers.Hint("transposed", NN1.CheckSteps(new double[,] { { 500, 500, 500 } }, Biases(500), heights, [-80]));
        Answers.Hint("does not depend on x", NN1.CheckSteps(new double[3, 1], new double[3], new double[1, 3], new double[1]));
    }

    [Fact]
    public void Square_of_two_sigmoids()
    {
        static double Curvature(double z) => S(z) * (1 - S(z)) * (1 - 2 * S(z));
        static (double, double) Answer(double e, double b, double half = 90, double share = 2, double power = 2)
        {
            var A = half / (Math.Pow(e, power) * Curvature(b));
            return (A, -130 - share * A * S(b));
        }
        Answers.Right(NN1.CheckSquare((e, b) => Answer(e, b)));
        Answers.Hint("two sigmoids", NN1.CheckSquare((e, b) => Answer(e, b, half: 180)));
        Answers.Hint("180, not 90", NN1.CheckSquare((e, b) => Answer(e, b, half: 45)));
        Answers.Hint("both sigmoids", NN1.CheckSquare((e, b) => Answer(e, b, share: 1)));
        Answers.Hint("Mind the sign", NN1.CheckSquare((e, b) => Answer(e, b, share: -2)));
        Answers.Hint("chain rule", NN1.CheckSquare((e, b) => Answer(e, b, power: 1)));
        Answers.Hint("Two conditions", NN1.CheckSquare((_, _) => (1, 1)));
    }

    [Fact]
    public void Xor_by_hand()
    {
        double[,] hidden = { { 20, 20 }, { 20, 20 } };
        Answers.Right(NN1.CheckXor(hidden, [-10, -30], new double[,] { { 20, -20 } }, [-10]));
        Answers.Hint("wrong way round", NN1.CheckXor(hidden, [-10, -30], new double[,] { { -20, 20 } }, [10]));
        Answers.Hint("larger", NN1.CheckXor(hidden, [-10, -30], new double[,] { { 2, -2 } }, [-1]));
        Answers.Hint("output layer", NN1.CheckXor(hidden, [-10, -30], new double[,] { { 20, 20 } }, [-10]));
        Answers.Hint("OR", NN1.CheckXor(hidden, [-10, -10], new double[,] { { 20, -20 } }, [-10]));
        Answers.Hint("One bias for each neuron", NN1.CheckXor(hidden, [-10], new double[,] { { 20, -20 } }, [-10]));
    }
}
