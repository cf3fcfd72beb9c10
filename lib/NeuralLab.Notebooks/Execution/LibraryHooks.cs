using System.Reflection;

namespace NeuralLab.Notebooks.Execution;

/// <summary>
/// What a library finds in <see cref="AppContext"/> when a cell of ours calls it. Neither side refers to the other: names and types, all
/// of them the framework's own, are the whole agreement. (On the other side: <c>NeuralLab.Host</c> of the engine.)
/// </summary>
static class LibraryHooks
{
    /// <summary>A <c>Func&lt;CancellationToken&gt;</c>: the token that an interrupt of the running cell cancels.</summary>
    public const string Cancellation = "NeuralLab.Host.Cancellation";

    /// <summary>
    /// A <c>Func&lt;string, string, long, IProgress&lt;long&gt;&gt;</c>, called when long work begins, with what it is, what is counted and
    /// how many there are. The result is told how many are done, and disposed of at the end of the work.
    /// </summary>
    public const string Progress = "NeuralLab.Host.Progress";

    /// <summary>A <c>Func&lt;object, Action&gt;</c>: shows an object, which may change; the result shows in the same place what it is then.</summary>
    public const string Display = "NeuralLab.Host.Display";

    /// <summary>A <c>Func&lt;Assembly, string?&gt;</c>: the file that an assembly was read from, which <see cref="Assembly.Location"/> does not know of a copy.</summary>
    public const string Location = "NeuralLab.Host.Location";

    public static void Set(Func<CancellationToken> interrupted, WorkReports reports, CellOutputs outputs)
    {
        AppContext.SetData(Cancellation, interrupted);
        AppContext.SetData(Progress, (Func<string, string, long, IProgress<long>>)reports.Begin);
        AppContext.SetData(Display, (Func<object, Action>)outputs.ShowLive);
        AppContext.SetData(Location, (Func<Assembly, string?>)NotebookLoadContext.FileOf);
    }
}
