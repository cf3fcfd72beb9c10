using System.Diagnostics;
using System.Globalization;

namespace NeuralLab.Notebooks.Tests.Fuzz;

/// <summary>
/// How long inputs are made up. Normally a fixed number of them, the same ones each time; for hours, other ones:
/// <c>NEURALLAB_FUZZ_MINUTES</c> (for each reader) and <c>NEURALLAB_FUZZ_SEED</c>.
/// </summary>
static class FuzzTime
{
    static readonly double Minutes = Number("NEURALLAB_FUZZ_MINUTES");

    public static int Seed { get; } = (int)Number("NEURALLAB_FUZZ_SEED");

    /// <summary>Tries inputs, and says which one a fault came from.</summary>
    /// <param name="count">How many, where no time is set.</param>
    /// <param name="next">Makes the next input.</param>
    /// <param name="attempt">Throws where the input does harm.</param>
    public static void Run<T>(int count, Func<T> next, Action<T> attempt)
    {
        var clock = Stopwatch.StartNew();
        var tried = 0;
        for (; Minutes > 0 ? clock.Elapsed.TotalMinutes < Minutes : tried < count; tried++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            var input = next();
            try
            {
                attempt(input);
            }
            catch (Exception fault)
            {
                var file = Path.Combine(Path.GetTempPath(), $"neurallab-crasher-{Guid.NewGuid():N}");
                File.WriteAllBytes(file, input as byte[] ?? System.Text.Encoding.UTF8.GetBytes(input!.ToString()!));
                throw new InvalidOperationException(FormattableString.Invariant($"input {tried} of seed {Seed}, kept in {file}"), fault);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{tried} inputs in {clock.Elapsed.TotalSeconds:0.0} s"));
    }

    static double Number(string variable) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
