using static System.FormattableString;

namespace NeuralLab.Labs;

/// <summary>The checks of lab NN3: momentum, RMSProp, an optimizer of one's own, and how long one takes.</summary>
public static class NN3
{
    /// <summary>One step of momentum for one weight.</summary>
    /// <param name="w">The weight.</param>
    /// <param name="v">Its velocity.</param>
    /// <param name="g">Its gradient.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="mu">Momentum coefficient.</param>
    /// <returns>The new weight and the new velocity.</returns>
    public delegate (double w, double v) MomentumStep(double w, double v, double g, double rate, double mu);

    /// <summary>One step of RMSProp for one weight.</summary>
    /// <param name="w">The weight.</param>
    /// <param name="s">The mean of its squared gradients.</param>
    /// <param name="g">Its gradient.</param>
    /// <param name="rate">Learning rate.</param>
    /// <param name="rho">Decay rate of the mean.</param>
    /// <param name="epsilon">Keeps the quotient finite; added outside the root.</param>
    /// <returns>The new weight and the new mean.</returns>
    public delegate (double w, double s) RMSPropStep(double w, double s, double g, double rate, double rho, double epsilon);

    /// <summary>Exercise NN3.1: one step of momentum, in PyTorch's form.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckMomentum(MomentumStep answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<StepInput, double[]> Step(Func<StepInput, double> velocity, Func<StepInput, double, double>? weight = null) => input =>
        {
            var v = velocity(input);
            return [weight?.Invoke(input, v) ?? input.W - input.Rate * v, v];
        };
        static double Velocity(StepInput input) => input.Decay * input.State + input.G;
        return Comparison.Check(
            "NN3.1", seed, input => answer(input.W, input.State, input.G, input.Rate, input.Decay) is var (w, v) ? [w, v] : null,
            Step(Velocity), Steps(signedState: true),
            input => Invariant($"w = {input.W:G3}, v = {input.State:G3}, g = {input.G:G3}, rate = {input.Rate:G3}, mu = {input.Decay:G3} (w and v)"),
            "Two lines: first the velocity, v <- mu v + g; then the weight, w <- w - rate v, with the new v.",
            new("The weight must move with the new velocity: update v first, then w.", Step(Velocity, (input, _) => input.W - input.Rate * input.State)),
            new("The sign is turned: we walk downhill, so w - rate * v.", Step(Velocity, (input, v) => input.W + input.Rate * v)),
            new("The old velocity is forgotten: mu v + g, not g alone. This is plain gradient descent.", Step(input => input.G)),
            new("The old velocity must fade: multiply it by mu. Without friction the ball never comes to rest.", Step(input => input.State + input.G)),
            new("In this lab (and in PyTorch) the gradient enters whole: v = mu v + g, not mu v + (1 - mu) g.", Step(input => input.Decay * input.State + (1 - input.Decay) * input.G)),
            new("Here the rate stands outside the velocity: v = mu v + g, then w - rate * v.", Step(input => input.Decay * input.State + input.Rate * input.G, (input, v) => input.W - v)),
            new("Here the velocity points along the gradient: v = mu v + g, then w - rate * v. You carry the minus sign in v.", Step(input => input.Decay * input.State - input.G, (input, v) => input.W + input.Rate * v)),
            new("The velocity carries the minus sign and the rate. Here it has neither: v = mu v + g, then w - rate * v.", Step(input => input.Decay * input.State - input.Rate * input.G, (input, v) => input.W + v)),
            new("The learning rate is missing: w - rate * v.", Step(Velocity, (input, v) => input.W - v)),
            new("mu belongs to the old velocity, not to the gradient.", Step(input => input.State + input.Decay * input.G)));
    }

    /// <summary>Exercise NN3.2: one step of RMSProp.</summary>
    /// <param name="answer">The student's function.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckRMSProp(RMSPropStep answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static Func<StepInput, double[]> Step(Func<StepInput, double> mean, Func<StepInput, double, double>? step = null) => input =>
        {
            var s = mean(input);
            return [input.W - input.Rate * (step?.Invoke(input, s) ?? input.G / (Math.Sqrt(s) + input.Epsilon)), s];
        };
        static double Mean(StepInput input) => input.Decay * input.State + (1 - input.Decay) * input.G * input.G;
        return Comparison.Check(
            "NN3.2", seed, input => answer(input.W, input.State, input.G, input.Rate, input.Decay, input.Epsilon) is var (w, s) ? [w, s] : null,
            Step(Mean), Steps(signedState: false),
            input => Invariant($"w = {input.W:G3}, s = {input.State:G3}, g = {input.G:G3}, rate = {input.Rate:G3}, rho = {input.Decay:G3}, epsilon = {input.Epsilon:G3} (w and s)"),
            "Two lines: first the mean of squares, s <- rho s + (1 - rho) g^2; then the weight, w <- w - rate g / (sqrt(s) + epsilon), with the new s.",
            new("The root is missing: divide by the square root of s, which is about as large as a gradient.", Step(Mean, (input, s) => input.G / (s + input.Epsilon))),
            new("Epsilon stands outside the root here: sqrt(s) + epsilon, not sqrt(s + epsilon).", Step(Mean, (input, s) => input.G / Math.Sqrt(s + input.Epsilon))),
            new("Epsilon is missing: a gradient that was always 0 would give 0 / 0.", Step(Mean, (input, s) => input.G / Math.Sqrt(s))),
            new("Divide by the new mean: update s first, then w.", Step(Mean, (input, _) => input.G / (Math.Sqrt(input.State) + input.Epsilon))),
            new("rho and 1 - rho are exchanged: the old mean keeps rho of itself.", Step(input => (1 - input.Decay) * input.State + input.Decay * input.G * input.G)),
            new("The mean is of squared gradients: g * g.", Step(input => input.Decay * input.State + (1 - input.Decay) * input.G)),
            new("The mean is of squared gradients, g * g, not of their size.", Step(input => input.Decay * input.State + (1 - input.Decay) * Math.Abs(input.G))),
            new("That is AdaGrad's sum, which only grows. RMSProp has a mean that forgets: rho s + (1 - rho) g^2.", Step(input => input.State + input.G * input.G)),
            new("The new square enters with the weight 1 - rho.", Step(input => input.Decay * input.State + input.G * input.G)),
            new("The sign is turned: we walk downhill, so w minus the step.", Step(Mean, (input, s) => -input.G / (Math.Sqrt(s) + input.Epsilon))),
            new("The gradient itself is missing in the numerator: rate * g / (sqrt(s) + epsilon).", Step(Mean, (input, s) => 1 / (Math.Sqrt(s) + input.Epsilon))),
            new("Divide the gradient by the root, do not multiply.", Step(Mean, (input, s) => input.G * (Math.Sqrt(s) + input.Epsilon))),
            new("The learning rate is missing: w - rate * g / (sqrt(s) + epsilon).", input => [input.W - input.G / (Math.Sqrt(Mean(input)) + input.Epsilon), Mean(input)]),
            Unbracketed(input => [input.W - input.Rate * input.G / Math.Sqrt(Mean(input)) + input.Epsilon, Mean(input)]),
            Unbracketed(Step(Mean, (input, s) => input.G / Math.Sqrt(s) + input.Epsilon)),
            Unbracketed(Step(input => input.Decay * input.State + 1 - input.Decay * input.G * input.G)),
            Unbracketed(Step(input => (input.Decay * input.State + 1 - input.Decay) * input.G * input.G)));
        static Mistake<StepInput> Unbracketed(Func<StepInput, double[]> answer) =>
            new("Look at your brackets: (1 - rho) is one factor, and (sqrt(s) + epsilon) is the whole denominator.", answer);
    }

    /// <summary>Exercise NN3.3: what a weight moves in each step, in the long run, under a gradient that never changes.</summary>
    /// <param name="answer">From (rate, g, mu) to the change of the weight in a step of momentum and in one of RMSProp.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckLongRun(Func<double, double, double, (double momentum, double rmsprop)> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var drawn = seed ?? Attempts.Next("NN3.3");
        CheckResult Check(
            Func<(double momentum, double rmsprop), double> part, Func<Slope, double> right,
            string otherwise, params Mistake<Slope>[] mistakes) =>
            Comparison.Check(
                "NN3.3", drawn, input => [part(answer(input.Rate, input.G, input.Mu))], input => [right(input)], Slopes,
                input => Invariant($"rate = {input.Rate:G3}, g = {input.G:G3}, mu = {input.Mu:G3}"), otherwise, mistakes);
        static Mistake<Slope> Is(string hint, Func<Slope, double> change) => new(hint, input => [change(input)]);

        // Each on its own, so that two mistakes at once get both hints.
        var momentum = Check(
            both => both.momentum, input => -input.Rate * input.G / (1 - input.Mu), "In the long run v no longer changes: solve v = mu v + g for v, then put it into the weight's update.",
            Is("The weight moves against the gradient: the change is negative where g is positive.", input => input.Rate * input.G / (1 - input.Mu)),
            Is("That is the first step. In the long run v no longer changes: v = mu v + g. Solve it for v.", input => -input.Rate * input.G),
            Is("That is the velocity. Asked is the change of the weight, -rate * v.", input => input.G / (1 - input.Mu)),
            Is("The learning rate is missing: the weight changes by -rate * v.", input => -input.G / (1 - input.Mu)),
            Is("v = mu v + g gives v (1 - mu) = g. What is v?", input => -input.Rate * input.G * (1 - input.Mu)),
            Is("Bring mu v to the other side of v = mu v + g: its sign turns.", input => -input.Rate * input.G / (1 + input.Mu)),
            Is("Count 1 + mu + mu^2 + ... for mu = 0.9: the more of v is kept, the larger the sum.", input => -input.Rate * input.G / input.Mu));
        var rmsprop = Check(
            both => both.rmsprop, input => -input.Rate * Math.Sign(input.G), "In the long run s no longer changes: solve s = rho s + (1 - rho) g^2 for s, then put its root into the weight's update.",
            Is("The weight moves against the gradient: the change is negative where g is positive.", input => input.Rate * Math.Sign(input.G)),
            Is("The step is g divided by sqrt(s). How large is sqrt(s) once s no longer changes?", input => -input.Rate * input.G),
            Is("It is right where g is positive. A root is never negative: what is sqrt(s) where g is negative?", input => -input.Rate),
            Is("The learning rate is missing.", input => -Math.Sign(input.G)),
            Is("Divide by the root of s, not by s.", input => -input.Rate / input.G));
        return (momentum.Passed, rmsprop.Passed) switch
        {
            (true, true) => CheckResult.Right("NN3.3", momentum.Message),
            (false, true) => CheckResult.Wrong("NN3.3", $"Momentum: {momentum.Message}", $"Momentum: {momentum.Hint}"),
            (true, false) => CheckResult.Wrong("NN3.3", $"RMSProp: {rmsprop.Message}", $"RMSProp: {rmsprop.Hint}"),
            // Code that stops stops for both.
            _ when momentum.Message == rmsprop.Message => momentum,
            _ => CheckResult.Wrong("NN3.3", $"Momentum: {momentum.Message} RMSProp: {rmsprop.Message}", $"Momentum: {momentum.Hint} RMSProp: {rmsprop.Hint}"),
        };
    }

    /// <summary>Exercise NN3.4: Adam as an optimizer that the library trains with.</summary>
    /// <param name="answer">An object of the student's class; the check gives it learning rates of its own.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckAdam(CustomOptimizer answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AdamCheck.Run(answer, seed);
    }

    /// <summary>Exercise NN3.5: the first epoch at which a loss is at most a goal.</summary>
    /// <param name="answer">From the losses after epochs 1, 2, 3, ... and the goal to the epoch; 0 if it is never reached.</param>
    /// <param name="seed">Draws the inputs; null (default): the number of this check, counted from 1.</param>
    public static CheckResult CheckFirstEpoch(Func<double[], double, int> answer, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        static int First(double[] losses, double goal) => Array.FindIndex(losses, loss => loss <= goal) + 1;
        Inputs<(double[] Losses, double Goal)> inputs = new(
            [([5, 2.1, 2, 2.5, 1], 2), ([5, 4, 3], 1), ([1, 2, 0.5], 2)], 4,
            random => (Enumerable.Range(0, 6 + random.Next(5)).Select(_ => Math.Round(random.NextDouble(), 3)).ToArray(), 0.2));
        return Comparison.Check(
            "NN3.5", seed, input => [answer([.. input.Losses], input.Goal)], input => [First(input.Losses, input.Goal)], inputs,
            input => Invariant($"losses [{string.Join(", ", input.Losses.Select(Comparison.Text))}] and the goal {input.Goal:G3}"),
            "Go through the losses from the first; stop at the first one that is at most the goal; epochs count from 1.",
            new("Epochs count from 1: the first loss belongs to epoch 1. Where the goal is never reached, give 0.", input => [First(input.Losses, input.Goal) - 1]),
            new("Epochs count from 1, positions in an array from 0.", input => [Math.Max(First(input.Losses, input.Goal) - 1, 0)]),
            new("At most the goal: a loss that equals it counts too (<=).", input => [Array.FindIndex(input.Losses, loss => loss < input.Goal) + 1]),
            new("Where the goal is never reached, give 0, not the number of epochs.", input => [First(input.Losses, input.Goal) is var epoch and > 0 ? epoch : input.Losses.Length]),
            new("Where the goal is never reached, give 0: you count past the end.", input => [First(input.Losses, input.Goal) is var epoch and > 0 ? epoch : input.Losses.Length + 1]),
            new("Where the goal is never reached, give 0, not -1.", input => [First(input.Losses, input.Goal) is var epoch and > 0 ? epoch : -1]),
            new("That is the epoch of the smallest loss; asked is the first that is small enough.", input => [Array.IndexOf(input.Losses, input.Losses.Min()) + 1]),
            new("That is the last epoch that reached the goal: stop at the first.", input => [Array.FindLastIndex(input.Losses, loss => loss <= input.Goal) + 1]),
            new("You count how many epochs reached the goal; asked is which was the first.", input => [input.Losses.Count(loss => loss <= input.Goal)]));
    }

    // The gradient is on both sides of 0.
    static Inputs<StepInput> Steps(bool signedState) => new(
        [new(1, 0.5, 2, 0.1, 0.9, 1e-8)], 5, random => new StepInput(
            4 * random.NextDouble() - 2, (signedState ? 4 * random.NextDouble() - 2 : 0.2 + random.NextDouble()),
            (random.Next(2) * 2 - 1) * (0.3 + 2 * random.NextDouble()),
            0.05 + random.NextDouble(), 0.55 + 0.4 * random.NextDouble(), 0.05 + 0.1 * random.NextDouble()));

    static readonly Inputs<Slope> Slopes = new(
        [new(0.1, 3, 0.9), new(0.1, -3, 0.9)], 4, random => new(
            0.01 + 0.9 * random.NextDouble(), (random.Next(2) * 2 - 1) * (0.3 + 3 * random.NextDouble()), 0.5 + 0.45 * random.NextDouble()));

    /// <summary>A slope that never changes, and the settings of the two methods.</summary>
    sealed record Slope(double Rate, double G, double Mu);

    /// <summary>One weight before a step; State is its velocity or its mean of squares, Decay mu or rho.</summary>
    sealed record StepInput(double W, double State, double G, double Rate, double Decay, double Epsilon);
}
