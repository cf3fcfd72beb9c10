namespace NeuralLab.Assignments.Tests.Class;

/// <summary>Answers that are right in another way than the lab's, and answers that are right in part, by the check's id.</summary>
static class OtherAnswers
{
    /// <summary>Right: all points are due.</summary>
    public static IReadOnlyDictionary<string, string[]> Right { get; } = new Dictionary<string, string[]>
    {
        ["nn1-forward-check"] =
        [
            "double sum = b2[0]; for (int i = 0; i < 2; i++) { double z = b1[i]; for (int j = 0; j < 2; j++) z += W1[i, j] * x[j]; sum += W2[0, i] / (1 + Math.Exp(-z)); } return sum;",
            "return b2[0] + Enumerable.Range(0, 2).Sum(i => W2[0, i] * (1 + Math.Tanh((W1[i, 0] * x[0] + W1[i, 1] * x[1] + b1[i]) / 2)) / 2);",
        ],
        ["nn1-steps-check"] = ["W1 = new double[,] { { 900 }, { -900 }, { 900 } }; b1 = new double[] { 450, 450, -1350 }; W2 = new double[,] { { 80, -80, 80 } }; b2 = new double[] { 0 };"],
        ["nn1-xor-check"] = ["W1 = new double[,] { { 30, -30 }, { -30, 30 } }; b1 = new double[] { -15, -15 }; W2 = new double[,] { { 30, 30 } }; b2 = new double[] { -15 };"],
        ["nn2-batches-check"] = ["return order.Chunk(batchSize).ToArray();"],
        ["nn2-xavier-check"] = ["return Math.Sqrt(6) / Math.Sqrt((double)inputs + outputs);"],
        ["nn3-momentum-check"] = ["return (w - rate * (mu * v + g), mu * v + g);"],
        ["nn3-rmsprop-check"] = ["double mean = s + (1 - rho) * (g * g - s); return (w - rate / (Math.Sqrt(mean) + epsilon) * g, mean);"],
        ["nn3-goal-check"] = ["return Array.FindIndex(losses, loss => loss <= goal) + 1;"],
        ["nn4-softmax-check"] = ["double top = z[0]; foreach (double score in z) top = Math.Max(top, score); var p = Array.ConvertAll(z, score => Math.Exp(score - top)); return Array.ConvertAll(p, power => power / p.Sum());"],
        ["nn5-count-check"] = ["return sizes.Zip(sizes.Skip(1), (inputs, outputs) => (inputs + 1) * outputs).Sum();"],
        ["nn5-relu-check"] = ["return dA.PointwiseMultiply(Z.Map(z => z > 0 ? 1.0 : 0.0));"],
        ["nn6-penalty-check"] = ["return W.PointwiseSign() * l1 + W * (2 * l2);"],
        ["nn6-dropout-check"] = ["return A.MapIndexed((i, j, a) => mask[i, j] == 0 ? 0 : a / (1 - p));"],
    };

    /// <summary>Right in part, with the part.</summary>
    public static IReadOnlyDictionary<string, (string Body, double Share)> Partly { get; } = new Dictionary<string, (string, double)>
    {
        ["nn1-square-check"] = ("double v = 90 / (w * w * s2(b)); return (v, -130 - v * Sigmoid(b));", 0.5),
        ["nn2-neuron-check"] = ("double a = Sigmoid(w * x + b); double d = 2 * (a - t) * a * (1 - a); return (d, d);", 0.5),
    };
}
