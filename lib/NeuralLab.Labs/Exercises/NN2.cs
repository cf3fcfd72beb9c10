using MathNet.Numerics.LinearAlgebra;
using static System.FormattableString;

namespace NeuralLab.Labs;

/// <summary>The checks of lab NN2: backpropagation, batches, initialisation.</summary>
public static class NN2
{
    /// <summary>The backward pass of a network with one hidden tanh layer, a linear output and the mean squared error.</summary>
    /// <param name="X">Inputs x samples.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="W1">Hidden weights, neurons x inputs.</param>
    /// <param name="b1">Hidden biases, neurons x 1.</param>
    /// <param name="W2">Output weights, outputs x neurons.</param>
    /// <param name="b2">Output biases, outputs x 1.</param>
    /// <returns>The gradients, each of the shape of its parameter.</returns>
    public delegate (Matrix<double> dW1, Matrix<double> db1, Matrix<double> dW2, Matrix<double> db2) BackwardPass(
        Matrix<double> X, Matrix<double> Y, Matrix<double> W1, Matrix<double> b1, Matrix<double> W2, Matrix<double> b2);

    /// <summary>Exercise NN2.1: the gradient of (s(w x + b) - t)^2 for one sigmoid neuron.</summary>
    /// <param name="answer">From (w, b, x, t) to (dL/dw, dL/db).</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckNeuron(Func<double, double, double, double, (double dw, double db)> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<(double W, double B, double X, double T), double[]> Variant(
            double factor = 2, bool slope = true, bool input = true, bool inputTwice = false, Func<double, double>? slopeOf = null) => given =>
        {
            double z = given.W * given.X + given.B, a = NN1.Sigmoid(z);
            var db = factor * (a - given.T) * (slope ? slopeOf?.Invoke(z) ?? a * (1 - a) : 1);
            return [input ? db * given.X : db, inputTwice ? db * given.X : db];
        };
        Inputs<(double W, double B, double X, double T)> inputs = new(
            [(0.5, -1, 2, 1)], 4, random => (4 * random.NextDouble() - 2, 4 * random.NextDouble() - 2, 1 + 2 * random.NextDouble(), random.NextDouble()))
        {
            NameOf = (_, i) => i == 0 ? "dw" : "db",
        };
        return Comparison.Check(
            "NN2.1", seed, input => answer(input.W, input.B, input.X, input.T) is var (dw, db) ? [dw, db] : null, Variant(), inputs,
            input => Invariant($"w = {input.W:G3}, b = {input.B:G3}, x = {input.X:G3}, t = {input.T:G3}"),
            "Go through the chain one link at a time: dL/da = 2 (a - t), da/dz = a (1 - a), dz/dw = x, dz/db = 1.",
            new("The sign is turned: L falls when a comes nearer to t, so dL/da = 2 (a - t), not 2 (t - a).", Variant(-2)),
            new("The square gives a factor 2: dL/da = 2 (a - t).", Variant(1)),
            new("The link through the sigmoid is missing: da/dz = a (1 - a).", Variant(slope: false)),
            new("The last link differs: dz/dw = x, but dz/db = 1. The x is missing in dw.", Variant(input: false)),
            new("The last link differs: dz/dw = x, but dz/db = 1. There is an x too many in db.", Variant(inputTwice: true)),
            new("a (1 - a) wants the output a = s(z) of the neuron, not z.", Variant(slopeOf: z => z * (1 - z))),
            new("a is the sigmoid already: da/dz = a (1 - a), without another s.", Variant(slopeOf: z => NN1.Sigmoid(NN1.Sigmoid(z)) * (1 - NN1.Sigmoid(NN1.Sigmoid(z))))),
            new("The factor 2 is missing, and the sign is turned: dL/da = 2 (a - t).", Variant(-1)));
    }

    /// <summary>Exercise NN2.2: backpropagation through one hidden layer, in matrices.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckBackward(BackwardPass answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        // Two outputs at least once: with one alone, a mean over the samples only would be right.
        Inputs<Problem> inputs = new(
            [Problem.Random(new(1), 2, 3, 1, 4), Problem.Random(new(2), 2, 3, 2, 5)], 3,
            random => Problem.Random(random, 1 + random.Next(3), 2 + random.Next(3), 1 + random.Next(2), 3 + random.Next(5)))
        {
            NameOf = (problem, i) => problem.NameOf(i),
        };
        if (WrongShape(answer, inputs.Given[0]) is { } wrong) return wrong;
        Func<Problem, double[]> Variant(
            double scale = 1, bool mean = true, bool slope = true, bool sums = true, bool oldHidden = false, bool squashed = false,
            Func<double, double>? slopeOf = null) =>
            problem => Flat(problem.Backward(scale, mean, slope, sums, oldHidden, squashed, slopeOf));
        return Comparison.Check(
            "NN2.2", seed, problem => Flat(answer(problem.X, problem.Y, problem.W1, problem.B1, problem.W2, problem.B2)), Variant(), inputs,
            problem => $"a {problem.W1.ColumnCount}-{problem.W1.RowCount}-{problem.W2.RowCount} network and {problem.X.ColumnCount} samples",
            "Begin at the output: where dW2 or db2 is wrong, look at dZ2; where these two agree and dW1 or db1 does not, look at dA1 and dZ1.",
            new("The mean is missing: the loss is a mean over samples and outputs, so dA2 = 2 (A2 - Y) / (outputs * samples).", Variant(mean: false)),
            new("The loss is a mean over the outputs too: divide by outputs * samples, Y.RowCount * Y.ColumnCount.", problem => Variant(problem.Y.RowCount)(problem)),
            new("The loss is a mean over the samples too: divide by outputs * samples, Y.RowCount * Y.ColumnCount.", problem => Variant(problem.Y.ColumnCount)(problem)),
            new("The output layer is linear, its slope is 1: dZ2 = dA2, without the derivative of tanh.", Variant(squashed: true)),
            new("The sign is turned: dA2 = 2 (A2 - Y) / ..., not 2 (Y - A2).", Variant(-1)),
            new("The square gives a factor 2: dA2 = 2 (A2 - Y) / (outputs * samples).", Variant(0.5)),
            new("The link through tanh is missing: dZ1 = dA1 times (1 - A1^2), element by element.", Variant(slope: false)),
            new("A1 is tanh of Z1 already: the slope is 1 - A1^2, without another tanh.", Variant(slopeOf: a => 1 - Math.Tanh(a) * Math.Tanh(a))),
            new("All gradients are 0: whole numbers divide without remainder in C#, and 2 / 8 is 0. Write 2.0.", Variant(0)),
            new("The derivative of tanh is 1 - a^2; a (1 - a) is the sigmoid's.", Variant(slopeOf: a => a * (1 - a))),
            new("The biases are shared by all samples: db is the sum of dZ over the samples (the row sums), not their mean.", Variant(sums: false)),
            new("dW2 = dZ2 A1ᵀ wants the activation A1 after tanh, not Z1.", Variant(oldHidden: true)));
    }

    /// <summary>A backward pass with a bug in one of its lines, to be found by comparing with slopes found by trying.</summary>
    /// <param name="number">Which bug, 1 to <see cref="PlantedBugs"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bug.</exception>
    public static BackwardPass PlantedBug(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, PlantedBugs);
        return (X, Y, W1, b1, W2, b2) =>
        {
            Problem problem = new(X, Y, W1, b1, W2, b2);
            return number switch
            {
                1 => problem.Backward(slopeOf: a => a * (1 - a)),
                2 => problem.Backward(sums: false),
                3 => problem.Backward(oldHidden: true),
                _ => problem.Backward(slope: false),
            };
        };
    }

    /// <summary>How many bugs <see cref="PlantedBug"/> has.</summary>
    public const int PlantedBugs = 4;

    /// <summary>Exercise NN2.3: an epoch's order of samples, cut into mini-batches.</summary>
    /// <param name="answer">From the order and the batch size to the batches.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckBatches(Func<int[], int, int[][]> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static double[] Flat(int[][] batches) => [.. batches.SelectMany(batch => batch.Select(sample => (double)sample).Append(-1))];
        static int[][] Cut(int[] order, int size, int drop = 0) => [.. order.SkipLast(drop).Chunk(size)];
        Inputs<(int[] Order, int Size)> inputs = new(
            [([3, 0, 4, 1, 2], 2), ([2, 0, 1, 3], 2), ([0, 1, 2], 3), ([1, 0], 1)], 3,
            random => (new RandomStream(random.Next(), "check").Permutation(5 + random.Next(20)), 2 + random.Next(4)));
        foreach (var (order, size) in inputs.Given)
        {
            int[][] batches;
            try
            {
                batches = answer([.. order], size);
            }
            catch (NotImplementedException)
            {
                return CheckResult.Unanswered("NN2.3");
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                return CheckResult.Wrong("NN2.3", $"For {order.Length} samples in batches of {size} your code stopped with {error.GetType().Name}: {error.Message}", "The last batch may be smaller: it ends at the last sample, not at a multiple of the batch size.");
            }
            if (batches is null || batches.Any(batch => batch is null)) return CheckResult.Wrong("NN2.3", "A batch is null.", "Return an array of arrays of samples.");
            var all = batches.SelectMany(batch => batch).ToArray();
            if (all.Length < order.Length && order.Except(all).Any())
                return CheckResult.Wrong(
                    "NN2.3", $"For {order.Length} samples in batches of {size}, samples {string.Join(", ", order.Except(all))} are in no batch.",
                    order.Except(all).SequenceEqual(order.TakeLast(order.Length % size)) ? "The last, smaller batch is lost: there are ceil(n / size) batches." : "Every sample belongs to exactly one batch: look at where each batch begins and ends (off by one?).");
            if (all.Length > order.Length && all.Take(order.Length).SequenceEqual(order) && batches.All(batch => batch.Length == size))
                return CheckResult.Wrong(
                    "NN2.3", $"For {order.Length} samples in batches of {size}, the last batch is filled up with {string.Join(", ", all.Skip(order.Length))}.",
                    "The last batch may be smaller: make its array only as long as samples are left. A 0 in it would be sample 0 once more.");
            if (all.Length != all.Distinct().Count()) return CheckResult.Wrong("NN2.3", "A sample is in two batches.", "The next batch begins where the last one ended.");
            if (batches.Any(batch => batch.Length == 0)) return CheckResult.Wrong("NN2.3", $"For {order.Length} samples in batches of {size} one batch is empty.", "There are ceil(n / size) batches: one fewer when the size divides n.");
            if (batches.Any(batch => batch.Length > size)) return CheckResult.Wrong("NN2.3", $"A batch has more than {size} samples.", "Each batch takes at most so many samples.");
        }
        return Comparison.Check(
            "NN2.3", seed, input => Flat(answer([.. input.Order], input.Size)), input => Flat(Cut(input.Order, input.Size)), inputs,
            input => $"the order [{string.Join(", ", input.Order)}] in batches of {input.Size} (batches one after another, each ended by -1)",
            "Take the samples in the given order: batch k holds order[k * size], order[k * size + 1], and so on.",
            new Mistake<(int[] Order, int Size)>("You take samples 0, 1, 2, ...: take them as the shuffled order names them.", input => Flat(Cut([.. Enumerable.Range(0, input.Order.Length)], input.Size))));
    }

    /// <summary>Exercise NN2.4: the bound of Xavier's uniform distribution.</summary>
    /// <param name="answer">From (inputs, outputs) to the bound r of U[-r, r].</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckXavier(Func<int, int, double> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Inputs<(int In, int Out)> inputs = new([(1, 10)], 4, random => (2 + random.Next(50), 60 + random.Next(50)));
        return Comparison.Check(
            "NN2.4", seed, input => [answer(input.In, input.Out)], input => [Math.Sqrt(6.0 / (input.In + input.Out))], inputs,
            input => $"{input.In} inputs and {input.Out} outputs",
            "The variance of U[-r, r] is r^2 / 3; Xavier asks for a variance of 2 / (inputs + outputs). Solve for the bound r.",
            new("That is the variance's square root, the standard deviation. U[-r, r] has variance r^2 / 3.", input => [Math.Sqrt(2.0 / (input.In + input.Out))]),
            new("Take the square root.", input => [6.0 / (input.In + input.Out)]),
            new("Whole numbers divide without remainder in C#: 6 / 11 is 0. Write 6.0.", input => [Math.Sqrt(6 / (input.In + input.Out))]),
            new("That is He's bound: Xavier takes inputs and outputs together.", input => [Math.Sqrt(6.0 / input.In)]),
            new("The variance wanted is 2 / (inputs + outputs), not 1 / (inputs + outputs).", input => [Math.Sqrt(3.0 / (input.In + input.Out))]));
    }

    static CheckResult? WrongShape(BackwardPass answer, Problem problem)
    {
        try
        {
            var (dW1, db1, dW2, db2) = answer(problem.X, problem.Y, problem.W1, problem.B1, problem.W2, problem.B2);
            foreach (var (name, gradient, parameter) in new[] { ("dW1", dW1, problem.W1), ("db1", db1, problem.B1), ("dW2", dW2, problem.W2), ("db2", db2, problem.B2) })
            {
                if (gradient is null) return CheckResult.Wrong("NN2.2", $"{name} is null.", "Compute all four gradients.");
                if (gradient.RowCount == parameter.RowCount && gradient.ColumnCount == parameter.ColumnCount) continue;
                var transposed = gradient.RowCount == parameter.ColumnCount && gradient.ColumnCount == parameter.RowCount;
                return CheckResult.Wrong(
                    "NN2.2", $"{name} is {gradient.RowCount} x {gradient.ColumnCount}; its parameter is {parameter.RowCount} x {parameter.ColumnCount}.",
                    name.StartsWith("db", StringComparison.Ordinal) ? "A bias has one gradient for each neuron: sum dZ over the samples (along the rows), not over the neurons."
                    : transposed ? $"It is transposed: {name} = dZ Aᵀ, not A dZᵀ." : $"A gradient has the shape of its parameter: {name} = dZ times the layer's input, transposed.");
            }
        }
        catch (Exception error) when (error is ArgumentException)
        {
            return CheckResult.Wrong("NN2.2", $"The shapes do not fit: {error.Message}", "Write each shape beside its matrix. dW = dZ Xᵀ (neurons x samples times samples x inputs), dX = Wᵀ dZ.");
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Comparison says it better than a shape can.
            return null;
        }
        return null;
    }

    static double[] Flat((Matrix<double> dW1, Matrix<double> db1, Matrix<double> dW2, Matrix<double> db2) gradients) =>
        [.. new[] { gradients.dW1, gradients.db1, gradients.dW2, gradients.db2 }.SelectMany(matrix => matrix.ToColumnMajorArray())];

    sealed record Problem(Matrix<double> X, Matrix<double> Y, Matrix<double> W1, Matrix<double> B1, Matrix<double> W2, Matrix<double> B2)
    {
        internal static Problem Random(Random random, int inputs, int hidden, int outputs, int samples)
        {
            Matrix<double> Draw(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (_, _) => 2 * random.NextDouble() - 1);
            return new(Draw(inputs, samples), Draw(outputs, samples), Draw(hidden, inputs), Draw(hidden, 1), Draw(outputs, hidden), Draw(outputs, 1));
        }

        /// <summary>Which number of the gradients dW1, db1, dW2, db2 stands at a position of <see cref="Flat"/>.</summary>
        internal string NameOf(int position)
        {
            foreach (var (name, parameter) in new[] { ("dW1", W1), ("db1", B1), ("dW2", W2), ("db2", B2) })
            {
                var count = parameter.RowCount * parameter.ColumnCount;
                if (position < count) return $"{name}[{position % parameter.RowCount}, {position / parameter.RowCount}]";
                position -= count;
            }
            throw new ArgumentOutOfRangeException(nameof(position));
        }

        /// <summary>The gradients, right by default, or with a mistake.</summary>
        internal (Matrix<double> dW1, Matrix<double> db1, Matrix<double> dW2, Matrix<double> db2) Backward(
            double scale = 1, bool mean = true, bool slope = true, bool sums = true, bool oldHidden = false, bool squashed = false,
            Func<double, double>? slopeOf = null)
        {
            var ones = Matrix<double>.Build.Dense(1, X.ColumnCount, 1.0);
            Matrix<double> Z1 = W1 * X + B1 * ones, A1 = Z1.PointwiseTanh(), A2 = W2 * A1 + B2 * ones;
            var dZ2 = (A2 - Y) * (2 * scale / (mean ? Y.RowCount * Y.ColumnCount : 1));
            if (squashed) dZ2 = dZ2.PointwiseMultiply(A2.Map(a => 1 - a * a));
            var dA1 = W2.Transpose() * dZ2;
            var dZ1 = slope ? dA1.PointwiseMultiply(A1.Map(a => slopeOf?.Invoke(a) ?? 1 - a * a)) : dA1;
            var share = sums ? 1.0 : 1.0 / X.ColumnCount;
            return (dZ1 * X.Transpose(), dZ1 * ones.Transpose() * share, dZ2 * (oldHidden ? Z1 : A1).Transpose(), dZ2 * ones.Transpose() * share);
        }
    }
}
