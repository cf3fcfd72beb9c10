using System.Reflection;

namespace NeuralLab;

/// <summary>
/// Whoever runs the code, such as a notebook's host, as far as the library asks: where long work is to end, how far it is, where things
/// are. A host puts what it offers into <see cref="AppContext"/> under the names below, in types of the framework, so that neither
/// needs a reference to the other. Where there is no such host, nothing happens, and nothing is paid for.
/// </summary>
static class Host
{
    /// <summary>A <c>Func&lt;CancellationToken&gt;</c>: the token that ends what runs now.</summary>
    internal const string CancellationName = "NeuralLab.Host.Cancellation";

    /// <summary>
    /// A <c>Func&lt;string, string, long, IProgress&lt;long&gt;&gt;</c>, called when long work begins, with what it is, what is counted and
    /// how many there are. The result is told how many are done, and disposed of at the end.
    /// </summary>
    internal const string ProgressName = "NeuralLab.Host.Progress";

    /// <summary>A <c>Func&lt;Assembly, string?&gt;</c>: the file that an assembly was read from, where the host loaded a copy.</summary>
    internal const string LocationName = "NeuralLab.Host.Location";

    /// <summary>Cancelled when what runs now is to end: long work then throws <see cref="OperationCanceledException"/>.</summary>
    internal static CancellationToken Cancellation => (AppContext.GetData(CancellationName) as Func<CancellationToken>)?.Invoke() ?? default;

    /// <summary>Says that long work begins; null where nobody wants to know.</summary>
    /// <param name="what">What is done: <c>training</c>.</param>
    /// <param name="unit">What is counted: <c>epochs</c>.</param>
    /// <param name="total">How many there are.</param>
    internal static IProgress<long>? Begin(string what, string unit, long total) =>
        (AppContext.GetData(ProgressName) as Func<string, string, long, IProgress<long>>)?.Invoke(what, unit, total);

    /// <summary>Says that the work has ended.</summary>
    internal static void End(this IProgress<long> work) => (work as IDisposable)?.Dispose();

    /// <summary>The file of an assembly, or an empty text where it has none.</summary>
    internal static string FileOf(Assembly assembly) =>
        (AppContext.GetData(LocationName) as Func<Assembly, string?>)?.Invoke(assembly) ?? assembly.Location;
}
