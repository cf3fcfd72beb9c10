namespace NeuralLab.Cli.Benchmarks;

/// <summary>What one benchmark gave; <c>--json</c> writes these names.</summary>
/// <param name="Name">Of the benchmark.</param>
/// <param name="Unit">Of the two times: <c>s/epoch</c>, <c>us/step</c>, ...</param>
/// <param name="Median">Of all repetitions.</param>
/// <param name="Best">Of all repetitions.</param>
/// <param name="Threads">At most how many threads worked.</param>
/// <param name="BytesPerStep">Allocated by the whole process in a training step; null where there are no steps.</param>
/// <param name="PeakShare">Floating-point operations a second by the median, over what these threads can do at most; null where the work is of another kind.</param>
sealed record Measurement(
    string Name, string Unit, double Median, double Best, int Threads, double? BytesPerStep = null, double? PeakShare = null);
