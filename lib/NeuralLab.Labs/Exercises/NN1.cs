using static System.FormattableString;

namespace NeuralLab.Labs;

/// <summary>The checks of lab NN1: forward pass with weights by hand.</summary>
public static class NN1
{
    /// <summary>A forward pass of a 2-2-1 network with two sigmoid neurons and a linear output.</summary>
    /// <param name="W1">Hidden weights, 2 x 2: row i belongs to hidden neuron i.</param>
    /// <param name="b1">Hidden biases, 2.</param>
    /// <param name="W2">Output weights, 1 x 2.</param>
    /// <param name="b2">Output bias, 1.</param>
    /// <param name="x">Inputs, 2.</param>
    /// <returns>The output.</returns>
    public delegate double ForwardPass(double[,] W1, double[] b1, double[,] W2, double[] b2, double[] x);

    /// <summary>Exercise NN1.1: the forward pass, written out.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckForward(ForwardPass answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Func<ForwardInput, double[]> Variant(
            Func<double, double> f, bool transpose = false, double bias1 = 1, double bias2 = 1, bool squash = false, bool outside = false) =>
            input => [Forward(input, f, transpose, bias1, bias2, squash, outside)];
        return Comparison.Check(
            "NN1.1", seed, input => [answer(input.W1, input.B1, input.W2, input.B2, input.X)], Variant(Sigmoid), ForwardInputs(),
            input => Invariant($"x = ({input.X[0]:G3}, {input.X[1]:G3})"),
            "Write down z for each hidden neuron, then a = 1 / (1 + exp(-z)), then the output; print each and compare with paper.",
            new("Row i of W1 belongs to neuron i: z_i = W1[i, 0] x_0 + W1[i, 1] x_1 + b1[i]. You seem to use its columns (the transpose).", Variant(Sigmoid, transpose: true)),
            new("The hidden biases b1 are missing.", Variant(Sigmoid, bias1: 0)),
            new("The output bias b2 is missing.", Variant(Sigmoid, bias2: 0)),
            new("The hidden bias belongs inside the sigmoid: a = s(W x + b), not s(W x) + b.", Variant(Sigmoid, outside: true)),
            new("Both biases are missing.", Variant(Sigmoid, bias1: 0, bias2: 0)),
            new("The biases are added in a layer: z = W x + b, with a plus.", Variant(Sigmoid, bias1: -1, bias2: -1)),
            new("The hidden neurons need their activation: a = 1 / (1 + exp(-z)).", Variant(z => z)),
            new("Mind the sign in the exponent: the sigmoid is 1 / (1 + exp(-z)).", Variant(z => Sigmoid(-z))),
            new("The output neuron is linear: no sigmoid there.", Variant(Sigmoid, squash: true)),
            new("The hidden activation here is the sigmoid, not tanh.", Variant(Math.Tanh)));
    }

    /// <summary>The weights of a network with one hidden layer, made by hand.</summary>
    /// <returns>Hidden weights, neurons x inputs; hidden biases; output weights, outputs x neurons; output biases.</returns>
    public delegate (double[,] W1, double[] b1, double[,] W2, double[] b2) WeightsByHand();

    /// <summary>Exercise NN1.2: the steps function from three sigmoids: W1 3 x 1, b1 3, W2 1 x 3, b2 1.</summary>
    /// <param name="answer">The student's weights.</param>
    public static CheckResult CheckSteps(WeightsByHand answer) => Answered("NN1.2", answer, CheckSteps);

    internal static CheckResult CheckSteps(double[,] W1, double[] b1, double[,] W2, double[] b2)
    {
        const string Exercise = "NN1.2";
        if (Layers(Exercise, (W1, b1, 3, 1), (W2, b2, 1, 3)) is { } wrong) return wrong;
        for (var i = 0; i < 3; i++)
            if (W1[i, 0] == 0) return CheckResult.Wrong(Exercise, $"The weight of hidden neuron {i} is 0.", "With a weight of 0 a neuron says the same for every x: it has no step.");
        // A neuron with a negative weight is on at the left and steps down, which another sign of its output weight makes good.
        var steps = Enumerable.Range(0, 3).Select(i => (At: -b1[i] / W1[i, 0], Height: Math.Sign(W1[i, 0]) * W2[0, i])).OrderBy(step => step.At).ToArray();
        double[] jumps = [-0.5, 0.5, 1.5];
        var off = steps.Zip(jumps).Max(pair => Math.Abs(pair.First.At - pair.Second));
        if (off >= 0.02)
        {
            var mirrored = steps.Zip(jumps.Select(jump => -jump).Order()).All(pair => Math.Abs(pair.First.At - pair.Second) < 0.02);
            return CheckResult.Wrong(
                Exercise, Invariant($"Your neurons jump at x = {steps[0].At:G3}, {steps[1].At:G3} and {steps[2].At:G3}; the function jumps at -0.5, 0.5 and 1.5."),
                mirrored ? "The signs are mirrored: neuron i jumps where k x + b = 0, that is at x = -b / k." : "Neuron i jumps where k x + b_i = 0. Solve for b_i.");
        }
        var turned = Enumerable.Range(0, 3).Any(i => W1[i, 0] < 0);
        var left = b2[0] + Enumerable.Range(0, 3).Where(i => W1[i, 0] < 0).Sum(i => W2[0, i]);
        if (Math.Abs(left + 80) > 1)
            return CheckResult.Wrong(
                Exercise, Invariant($"Left of all jumps your network says {left:G4}; the function is -80 there."),
                turned ? "A hidden weight is negative: that neuron is on at the left and steps down. Take k > 0, or let the output's weight and bias make it good."
                : "Left of all jumps every sigmoid is near 0, and only the output bias is left.");
        foreach (var (at, height) in steps)
            if (Math.Abs(height - 80) > 1)
                return CheckResult.Wrong(
                    Exercise, Invariant($"At x = {at:G3} your network steps by {height:G4}; the function by 80."),
                    height < 0 ? "That neuron steps down: its weight and its output weight must have the same sign." : "Each step is 80 high: that is the output weight of its neuron.");
        Network<double> network = new(new Dense<double>(W1, b1, Activation.Sigmoid), new Dense<double>(W2, b2));
        var mse = network.Evaluate(StepsData.Value.X, StepsData.Value.Y, Loss.MeanSquaredError);
        return mse <= 9
            ? CheckResult.Right(Exercise, Invariant($"MSE on the training data of steps-large: {mse:G3} (the course asks for at most 9)."))
            : CheckResult.Wrong(
                Exercise, Invariant($"Jumps and heights are right, but the MSE on the training data of steps-large is {mse:G3}; the course asks for at most 9."),
                off > 0.001 ? Invariant($"A jump is off by {off:G2}, and the points between are wrong by a whole step: solve k x + b_i = 0 exactly.")
                : "The sigmoids are not steep enough: multiply k and all biases by the same factor.");
    }

    /// <summary>Exercise NN1.3: output weight v and output bias c of the parabola made of two sigmoids.</summary>
    /// <param name="answer">From the weight w and the bias b of the sigmoids to (v, c).</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckSquare(Func<double, double, (double v, double c)> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static double[] Right(double w, double b, double curvature = 90, double sign = 1, double factor = 2, int power = 2)
        {
            var v = curvature / (Math.Pow(w, power) * Curvature(b));
            return [v, sign * -130 - factor * v * Sigmoid(b)];
        }
        Inputs<(double W, double B)> inputs = new(
            [(0.5, Math.Log(5 - 2 * Math.Sqrt(6))), (0.25, Math.Log(5 - 2 * Math.Sqrt(6)))], 3,
            random => (0.2 + random.NextDouble(), -1 - 2 * random.NextDouble()))
        {
            NameOf = (_, i) => i == 0 ? "v" : "c",
        };
        return Comparison.Check(
            "NN1.3", seed, input => answer(input.W, input.B) is var (v, c) ? [v, c] : null, input => Right(input.W, input.B), inputs,
            input => Invariant($"w = {input.W:G3}, b = {input.B:G4}"),
            "Two conditions: at x = 0 the value 2 v s(b) + c is -130, and the second derivative 2 v w^2 s''(b) is that of 90 x^2, 180.",
            new("The second derivative of 90 x^2 is 180, and there are two sigmoids: 2 v w^2 s''(b) = 180.", input => Right(input.W, input.B, curvature: 180)),
            new("The second derivative of 90 x^2 is 180, not 90: 2 v w^2 s''(b) = 180.", input => Right(input.W, input.B, curvature: 45)),
            new("At x = 0 both sigmoids are s(b): the value is 2 v s(b) + c.", input => Right(input.W, input.B, factor: 1)),
            new("c alone is not the value at 0: the two sigmoids add 2 v s(b) to it.", input => Right(input.W, input.B, factor: 0)),
            new("c makes the value at 0 equal to -130: mind its sign.", input => Right(input.W, input.B, sign: -1)),
            new("Mind the sign in 2 v s(b) + c = -130: solve for c.", input => Right(input.W, input.B, factor: -2)),
            new("The chain rule gives w twice in the second derivative: w^2.", input => Right(input.W, input.B, power: 1)),
            new("The chain rule gives w twice in the second derivative: w^2.", input => Right(input.W, input.B, power: 0)));
    }

    /// <summary>Exercise NN1.4: XOR by hand in a 2-2-1 network with sigmoids in both layers: W1 2 x 2, b1 2, W2 1 x 2, b2 1.</summary>
    /// <param name="answer">The student's weights.</param>
    public static CheckResult CheckXor(WeightsByHand answer) => Answered("NN1.4", answer, CheckXor);

    internal static CheckResult CheckXor(double[,] W1, double[] b1, double[,] W2, double[] b2)
    {
        const string Exercise = "NN1.4";
        if (Layers(Exercise, (W1, b1, 2, 2), (W2, b2, 1, 2)) is { } wrong) return wrong;
        Network<double> network = new(new Dense<double>(W1, b1, Activation.Sigmoid), new Dense<double>(W2, b2, Activation.Sigmoid));
        var X = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new double[,] { { 0, 0, 1, 1 }, { 0, 1, 0, 1 } });
        var pass = network.Forward(X);
        double[] right = [0, 1, 1, 0];
        var said = pass.Output.Row(0);
        var off = Enumerable.Range(0, 4).Where(j => Math.Abs(said[j] - right[j]) > 0.1).ToArray();
        if (off.Length == 0)
            return CheckResult.Right(Exercise, Invariant($"Your network says {said[0]:F3}, {said[1]:F3}, {said[2]:F3}, {said[3]:F3} for (0,0), (0,1), (1,0), (1,1)."));
        var j = off[0];
        var hint = off.Length == 4 && off.All(k => Math.Abs(said[k] - 1 + right[k]) <= 0.1) ? "Everything is the wrong way round: change the sign of the output layer."
            : off.All(k => (said[k] > 0.5) == (right[k] > 0.5)) ? "All four are on the right side of 0.5, only not clearly: make the weights larger, all of a layer by the same factor."
            : SaysWithHardSteps(W1, b1, W2, b2).SequenceEqual(right) ? "The idea is right, but with these weights the sigmoids are no steps: they say neither 0 nor 1. Make the weights larger, all of a layer and its biases by the same factor."
            : Separates(pass.Layers[0].A) ? "The hidden neurons tell the cases apart; it is the output layer that does not combine them rightly."
            : "Give each hidden neuron a question about the inputs that one line can decide, such as: is at least one of them 1? Then let the output put the two answers together.";
        return CheckResult.Wrong(Exercise, Invariant($"For ({X[0, j]}, {X[1, j]}) your network says {said[j]:F3}; expected {right[j]}."), hint);
    }

    static CheckResult Answered(string exercise, WeightsByHand answer, Func<double[,], double[], double[,], double[], CheckResult> check)
    {
        ArgumentNullException.ThrowIfNull(answer);
        (double[,] W1, double[] b1, double[,] W2, double[] b2) given;
        try
        {
            given = answer();
        }
        catch (NotImplementedException)
        {
            return CheckResult.Unanswered(exercise);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return CheckResult.Wrong(exercise, $"Your code stopped with {error.GetType().Name}: {error.Message}", Comparison.HintTo(error));
        }
        return check(given.W1, given.b1, given.W2, given.b2);
    }

    /// <summary>What the network says to (0,0), (0,1), (1,0), (1,1) when every sigmoid is a step from 0 to 1: with weights that are large enough.</summary>
    static IEnumerable<double> SaysWithHardSteps(double[,] W1, double[] b1, double[,] W2, double[] b2) =>
        from x in Enumerable.Range(0, 2)
        from y in Enumerable.Range(0, 2)
        select Enumerable.Range(0, 2).Sum(i => W1[i, 0] * x + W1[i, 1] * y + b1[i] > 0 ? W2[0, i] : 0) + b2[0] > 0 ? 1.0 : 0.0;

    /// <summary>Can one line in hidden space cut (0,1) and (1,0) off from (0,0) and (1,1)?</summary>
    static bool Separates(MathNet.Numerics.LinearAlgebra.Matrix<double> hidden)
    {
        (bool, bool)[] corners = [.. Enumerable.Range(0, 4).Select(j => (hidden[0, j] > 0.5, hidden[1, j] > 0.5))];
        (bool First, bool Second)[] on = [corners[1], corners[2]], off = [corners[0], corners[3]];
        // Of the four corners of a square, a line separates any two but the ends of a diagonal from the ends of the other.
        var crossed = on[0].First != on[1].First && on[0].Second != on[1].Second && off[0].First != off[1].First && off[0].Second != off[1].Second;
        return !crossed && !on.Intersect(off).Any();
    }

    static CheckResult? Layers(string exercise, params (double[,] W, double[] b, int Rows, int Columns)[] layers)
    {
        for (var l = 0; l < layers.Length; l++)
        {
            var (W, b, rows, columns) = layers[l];
            if (W is null || b is null) return CheckResult.Wrong(exercise, "There is no answer yet.", "Give W1, b1, W2 and b2 their numbers.");
            if (W.GetLength(0) != rows || W.GetLength(1) != columns)
                return CheckResult.Wrong(
                    exercise, $"W{l + 1} is {W.GetLength(0)} x {W.GetLength(1)}; expected {rows} x {columns}.",
                    W.GetLength(0) == columns && W.GetLength(1) == rows ? "It is transposed: one row for each neuron of the layer, one column for each input." : "One row for each neuron of the layer, one column for each input.");
            if (b.Length != rows) return CheckResult.Wrong(exercise, $"b{l + 1} has {b.Length} numbers; expected {rows}.", "One bias for each neuron of the layer.");
            if (W.Cast<double>().Concat(b).Any(w => !double.IsFinite(w))) return CheckResult.Wrong(exercise, $"A number of W{l + 1} or b{l + 1} is not finite.", "Look for a division by zero.");
            if (l == 0 && W.Cast<double>().All(w => w == 0)) return CheckResult.Wrong(exercise, "All weights of W1 are 0.", "With weights of 0 the output does not depend on x at all.");
        }
        return null;
    }

    static readonly Lazy<DataSet<double>> StepsData = new(() => CourseData.Load("steps-large").Training);

    static double Forward(ForwardInput input, Func<double, double> f, bool transpose, double bias1, double bias2, bool squash, bool outside)
    {
        var y = bias2 * input.B2[0];
        for (var i = 0; i < 2; i++)
        {
            var z = outside ? 0 : bias1 * input.B1[i];
            for (var j = 0; j < 2; j++) z += (transpose ? input.W1[j, i] : input.W1[i, j]) * input.X[j];
            y += input.W2[0, i] * (f(z) + (outside ? input.B1[i] : 0));
        }
        return squash ? f(y) : y;
    }

    static Inputs<ForwardInput> ForwardInputs() => new(
        [new(new double[,] { { 1, 2 }, { -1, 0.5 } }, [0.5, -0.5], new double[,] { { 2, -3 } }, [0.25], [1, -2])], 4, random =>
        {
            double Draw() => 4 * random.NextDouble() - 2;
            return new ForwardInput(
                new[,] { { Draw(), Draw() }, { Draw(), Draw() } }, [Draw(), Draw()],
                new[,] { { Draw(), Draw() } }, [Draw()], [Draw(), Draw()]);
        });

    internal static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));

    static double Curvature(double z) => Sigmoid(z) * (1 - Sigmoid(z)) * (1 - 2 * Sigmoid(z));

    sealed record ForwardInput(double[,] W1, double[] B1, double[,] W2, double[] B2, double[] X);
}
