using MathNet.Numerics.LinearAlgebra;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>
/// Compares the gradients of backpropagation with differences of the loss, parameter by parameter. The differences are central, of
/// fourth order: (8 (L(+h) - L(-h)) - (L(+2h) - L(-2h))) / 12h.
/// </summary>
public static class GradientCheck
{
    /// <summary>Checks every parameter of a network.</summary>
    /// <param name="network">Is as before afterwards.</param>
    /// <param name="X">Inputs x samples.</param>
    /// <param name="Y">Targets, outputs x samples.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="regularizer">A penalty to add, or null.</param>
    /// <param name="training">True: layers behave as in training, with one fixed dropout mask. Default false.</param>
    /// <param name="h">Distance of the differences, > 0. Default 1e-3.</param>
    /// <returns>One result for each parameter.</returns>
    public static IReadOnlyList<GradientCheckResult> Run(
        Network<double> network, Matrix<double> X, Matrix<double> Y, Loss loss, Regularizer? regularizer = null, bool training = false, double h = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(network);
        Check.Positive(h);
        var before = new WeightSnapshot<double>(network);
        var pass = network.Forward(X);
        pass.Begin(training ? StepKey.OfRun(seed: 0).OfStep(1) : StepKey.Inference);
        pass.Forward(pass.All);
        network.Backward(pass, Y, loss, regularizer);
        var objective = new Objective<double>(network, loss, Matrices.Dense(Y));
        double Loss()
        {
            pass.Forward(pass.All);
            return objective.Evaluate(pass)
                + network.Layers.Sum(layer => layer.Parameters.Sum(p => layer.PenaltyOn(p, regularizer)?.Value(p.Value) ?? 0));
        }
        List<GradientCheckResult> results = [];
        foreach (var layer in network.Layers)
            foreach (var parameter in layer.Parameters)
                results.Add(Compare($"{layer.Name} {parameter.Name}", parameter, Loss, h));
        before.Restore();
        return results;
    }

    // Differences of a loss about 1 are exact to about 1e-12: below this, a gradient is only noise to them.
    const double Smallest = 1e-4;

    static GradientCheckResult Compare(string name, Parameter<double> parameter, Func<double> loss, double h)
    {
        var weights = parameter.Value.Values();
        double[] analytic = [.. parameter.Gradient.Values()];
        double difference = 0, size = 0;
        var kinks = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            double coarse = Difference(weights, i, loss, h), fine = Difference(weights, i, loss, h / 2);
            // Where the loss is smooth the two agree; where it bends between the points they cannot.
            if (Math.Abs(coarse - fine) > 1e-7 * Math.Max(Math.Abs(fine), 1e-2))
            {
                kinks++;
                continue;
            }
            difference += Math.Pow(analytic[i] - fine, 2);
            size += Math.Pow(Math.Abs(analytic[i]) + Math.Abs(fine), 2);
        }
        return new(name, Math.Sqrt(difference / Math.Max(size, Smallest * Smallest)), weights.Length, kinks);
    }

    static double Difference(double[] weights, int i, Func<double> loss, double h)
    {
        var middle = weights[i];
        double At(double shift)
        {
            weights[i] = middle + shift;
            return loss();
        }
        var slope = (8 * (At(h) - At(-h)) - (At(2 * h) - At(-2 * h))) / (12 * h);
        weights[i] = middle;
        return slope;
    }
}

/// <summary>How well backpropagation and differences agree on one parameter.</summary>
/// <param name="Parameter">Layer and name.</param>
/// <param name="RelativeError">|analytic - numeric| / max(|analytic| + |numeric|, 1e-4) in the Euclidean norm.</param>
/// <param name="Count">Numbers compared or skipped.</param>
/// <param name="Kinks">Numbers skipped because the loss has a kink there (a rectifier at 0).</param>
public sealed record GradientCheckResult(string Parameter, double RelativeError, int Count, int Kinks);
