using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks;

/// <summary>Runs notebooks without an editor: each in a process of its own, several at a time.</summary>
/// <param name="options">Limits and parameters.</param>
public sealed class NotebookRunner(RunOptions options)
{
    /// <summary>
    /// Runs notebooks. Each is an island: what its file holds (no notebook at all) and what its code does to its process (an endless loop, a
    /// crash) is its result, not an exception, and costs no other notebook anything.
    /// </summary>
    /// <param name="paths">Notebook files; they are read and not changed.</param>
    /// <param name="progress">Told at each cell, and of each result as soon as there is one; calls come from several threads.</param>
    /// <param name="cancellation">Ends all notebooks at once; their results so far are returned as <see cref="RunStatus.Cancelled"/>.</param>
    /// <returns>One result for each path, in the order given.</returns>
    /// <exception cref="ParameterException">A parameter does not exist or has another type; nothing was run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public async Task<IReadOnlyList<NotebookRunResult>> RunAsync(
        IReadOnlyList<string> paths, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        options.Validate();
        var inputs = Enumerable.Range(0, paths.Count).Select(_ => new Input()).ToArray();
        if (options.Parameters.Count > 0)
            await Task.Factory.StartNew(() => ReadParameters(paths, inputs), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var packages = new PackageRestorer(options.PackageFolder);
        using var free = new SemaphoreSlim(options.Jobs);
        return await Task.WhenAll(paths.Select(async (path, index) =>
        {
            await free.WaitAsync(CancellationToken.None);
            try
            {
                void Report(NotebookStep step) =>
                    progress?.Report(new RunProgress(path, index + 1, paths.Count, step.Cell, step.Cells, step.Elapsed, step.Result) { Work = step.Work });
                // A session waits for its process nearly all the time: that is no work for a pooled thread.
                return await Task.Factory.StartNew(
                    () => Run(path, inputs[index], packages, Report, cancellation),
                    CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                free.Release();
            }
        }));
    }

    NotebookRunResult Run(string path, Input input, PackageRestorer packages, Action<NotebookStep> report, CancellationToken cancellation)
    {
        NotebookDocument? document = null;
        NotebookRunResult result;
        try
        {
            if (input.Fault is not null)
                throw input.Fault;
            var read = NotebookDocument.Load(path);
            NotebookParameters.Apply(read, input.Parameters, input.Values, path);
            document = read;
            return new NotebookSession(document, path, options, packages, report, cancellation).Run();
        }
        catch (Exception fault) when (document is null && IsUnreadable(fault))
        {
            result = Lost(path, RunStatus.Unreadable, FaultNames.NotebookFormat, fault.Message, new NotebookDocument());
        }
        catch (Exception fault)
        {
            result = Lost(path, RunStatus.Crashed, FaultNames.Unexpected, $"{fault.GetType().Name}: {fault.Message}", document ?? new NotebookDocument());
        }
        report(new NotebookStep(0, 0, TimeSpan.Zero, null, result));
        return result;
    }

    /// <summary>Values that do not fit are the caller's slip: known before anything runs. A cell that cannot be read is its notebook's affair.</summary>
    void ReadParameters(IReadOnlyList<string> paths, Input[] inputs)
    {
        using var reader = new ParameterReader();
        foreach (var (path, input) in paths.Zip(inputs))
        {
            try
            {
                var document = NotebookDocument.Load(path);
                input.Parameters = reader.Read(document, path);
                input.Values = options.IgnoreUnknownParameters
                    ? options.Parameters.Where(value => input.Parameters.Any(parameter => parameter.Name == value.Key)).ToDictionary()
                    : options.Parameters;
                NotebookParameters.Apply(document, input.Parameters, input.Values, path);
            }
            catch (Exception fault) when (IsUnreadable(fault))
            {
                input.Fault = fault;
            }
        }
    }

    static bool IsUnreadable(Exception fault) => fault is NotebookFormatException or IOException or UnauthorizedAccessException;

    static NotebookRunResult Lost(string path, RunStatus status, string name, string message, NotebookDocument document) => new()
    {
        Path = path,
        Document = document,
        Status = status,
        Duration = TimeSpan.Zero,
        Error = new CellError(-1, null, name, message),
    };

    /// <summary>What is known of a notebook before it is run.</summary>
    sealed class Input
    {
        public IReadOnlyList<NotebookParameter> Parameters { get; set; } = [];

        public IReadOnlyDictionary<string, string> Values { get; set; } = new Dictionary<string, string>();

        public Exception? Fault { get; set; }
    }
}
