namespace NeuralLab.Labs.Grading;

/// <summary>A student's optimizer that lives in another process.</summary>
public abstract record RemoteCustomOptimizer : CustomOptimizer
{
    readonly string name;
    readonly int number;

    /// <summary>Makes one over there.</summary>
    /// <param name="name">The student's type.</param>
    /// <exception cref="RemoteAnswerException">It could not be made.</exception>
    protected RemoteCustomOptimizer(string name)
        : this(name, RemoteAnswers.Call<(int, double, int)>($"{name}.new"))
    {
    }

    RemoteCustomOptimizer(string name, (int Number, double LearningRate, int StateCount) made)
        : base(made.LearningRate, made.StateCount) => (this.name, number) = (name, made.Number);

    /// <summary>A copy over there, with its own fields.</summary>
    /// <param name="original">What is copied.</param>
    protected RemoteCustomOptimizer(RemoteCustomOptimizer original)
        : base(original)
    {
        ArgumentNullException.ThrowIfNull(original);
        name = original.name;
        number = RemoteAnswers.Call<(int Number, double, int)>($"{name}.copy", Sent.Of(original.number)).Number;
    }

    /// <inheritdoc/>
    protected sealed override double Update(double weight, double gradient, Span<double> state, double learningRate, long step)
    {
        var (next, kept) = RemoteAnswers.Call<(double, double[])>(
            $"{name}.Update", Sent.Of(number), Sent.Of(weight), Sent.Of(gradient), Sent.Of(state.ToArray()), Sent.Of(learningRate), Sent.Of(step));
        kept.AsSpan(0, Math.Min(kept.Length, state.Length)).CopyTo(state);
        return next;
    }
}
