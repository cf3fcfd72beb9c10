using NeuralLab.Charts;

namespace NeuralLab.Labs;

/// <summary>Two methods measured with the same seeds: is the difference more than the seeds' scatter?</summary>
/// <remarks>
/// The differences seed by seed are compared with their standard error, as in the paired t-test. "Apart" is a mean difference of more than
/// twice its standard error; anything less is a tie, and so is a single seed.
/// </remarks>
public sealed class PairedComparison
{
    readonly double[] first;
    readonly double[] second;

    /// <summary>Compares.</summary>
    /// <param name="firstName">What the first method is called.</param>
    /// <param name="first">Its results, one for each seed.</param>
    /// <param name="secondName">What the second is called.</param>
    /// <param name="second">Its results, in the order of the same seeds.</param>
    /// <exception cref="ArgumentException">There is no result, or not as many of one as of the other.</exception>
    public PairedComparison(string firstName, IEnumerable<double> first, string secondName, IEnumerable<double> second)
        : this(firstName, first, secondName, second, value => value)
    {
    }

    PairedComparison(string firstName, IEnumerable<double> first, string secondName, IEnumerable<double> second, Func<double, double> scale)
    {
        (FirstName, SecondName) = (firstName, secondName);
        (this.first, this.second) =
            ([.. first ?? throw new ArgumentNullException(nameof(first))], [.. second ?? throw new ArgumentNullException(nameof(second))]);
        if (this.first.Length == 0 || this.first.Length != this.second.Length)
            throw new ArgumentException($"Expected one result of each method for each seed, got {this.first.Length} of {firstName} and {this.second.Length} of {secondName}.", nameof(second));
        double[] differences = [.. this.first.Zip(this.second, (a, b) => scale(a) - scale(b))];
        MeanDifference = differences.Average();
        StandardError = differences.Length == 1
            ? double.PositiveInfinity
            : Math.Sqrt(differences.Sum(d => (d - MeanDifference) * (d - MeanDifference)) / (differences.Length - 1) / differences.Length);
    }

    /// <summary>
    /// Compares positive results by their logarithms: errors scatter by factors, and a seed with ten times the error of the others must not
    /// hide that all of them agree.
    /// </summary>
    /// <inheritdoc cref="PairedComparison(string, IEnumerable{double}, string, IEnumerable{double})"/>
    public static PairedComparison ByFactor(string firstName, IEnumerable<double> first, string secondName, IEnumerable<double> second) =>
        new(firstName, first, secondName, second, Math.Log10);

    /// <summary>What the first method is called.</summary>
    public string FirstName { get; }

    /// <summary>What the second method is called.</summary>
    public string SecondName { get; }

    /// <summary>Mean over the seeds of first minus second; of their logarithms to base 10 where these are compared.</summary>
    public double MeanDifference { get; }

    /// <summary>Standard error of <see cref="MeanDifference"/>; infinite for a single seed.</summary>
    public double StandardError { get; }

    /// <summary>True if the first method's results are lower by more than twice the standard error.</summary>
    public bool FirstIsLower => MeanDifference < -2 * StandardError;

    /// <summary>True if the second method's results are lower by more than twice the standard error.</summary>
    public bool SecondIsLower => MeanDifference > 2 * StandardError;

    /// <summary>True if neither is lower.</summary>
    public bool IsTie => !FirstIsLower && !SecondIsLower;

    /// <summary>Both results: <c>RMSProp 0.11 ± 0.02, momentum 0.25 ± 0.05</c>.</summary>
    public string Numbers => $"{FirstName} {Text(first)}, {SecondName} {Text(second)}";

    /// <summary>Who is ahead, without numbers: <c>RMSProp is lower</c>, or <c>RMSProp and momentum tie</c>.</summary>
    /// <param name="lower">What it means to have the lower result: <c>is lower</c> (default), <c>is faster</c>, <c>is better</c>.</param>
    public string Verdict(string lower = "is lower") => Verdict(FirstIsLower, lower);

    /// <summary><see cref="Verdict(string)"/> where more is better, as with F1.</summary>
    /// <param name="higher">What it means to have the higher result: <c>is better</c> by default.</param>
    public string HigherVerdict(string higher = "is better") => Verdict(SecondIsLower, higher);

    /// <summary>
    /// The verdict and the results, the leader's first: <c>RMSProp is lower (0.11 ± 0.02, momentum 0.25 ± 0.05)</c>, or
    /// <c>RMSProp and momentum tie (0.11 ± 0.02 and 0.12 ± 0.05)</c>.
    /// </summary>
    /// <param name="lower">What it means to have the lower result: <c>is lower</c> (default), <c>is faster</c>, <c>is better</c>.</param>
    public string InWords(string lower = "is lower") => $"{Verdict(lower)} ({Results(FirstIsLower)})";

    /// <summary>The verdict and the results where more is better, as with F1: <c>dropout is better (...)</c>, or that the two tie.</summary>
    /// <param name="higher">What it means to have the higher result: <c>is better</c> by default.</param>
    public string HigherInWords(string higher = "is better") => $"{HigherVerdict(higher)} ({Results(SecondIsLower)})";

    /// <summary><see cref="InWords"/> with its default.</summary>
    public override string ToString() => InWords();

    string Verdict(bool firstLeads, string leads) =>
        IsTie ? $"{FirstName} and {SecondName} tie" : $"{(firstLeads ? FirstName : SecondName)} {leads}";

    string Results(bool firstLeads) =>
        IsTie ? $"{Text(first)} and {Text(second)}"
        : firstLeads ? $"{Text(first)}, {SecondName} {Text(second)}" : $"{Text(second)}, {FirstName} {Text(first)}";

    static string Text(double[] values) => Cell.MeanAndDeviation(values).Text;
}
