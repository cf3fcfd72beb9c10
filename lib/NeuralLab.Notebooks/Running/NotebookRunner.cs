using NeuralLab.Notebooks.Packages;

namespace NeuralLab.Notebooks;

/// <summary>Runs notebooks without an editor: each in a process of its own, several at a time.</summary>
/// <param name="options">Limits and parameters.</param>
public sealed class NotebookRunner(RunOptions options)
{
    /// <summary>Runs notebooks. What their code does to its process (an endless loop, a crash) is a result, not an exception.</summary>
    /// <param name="paths">Notebook files; they are read and not changed.</param>
    /// <param name="progress">Told at each cell; calls come from several threads.</param>
    /// <param name="cancellation">Ends all notebooks at once; their results so far are returned as <see cref="RunStatus.Cancelled"/>.</param>
    /// <returns>One result for each path, in the order given.</returns>
    /// <exception cref="NotebookFormatException">A file is not a notebook; nothing was run.</exception>
    /// <exception cref="ParameterException">A parameter does not exist or has another type; nothing was run.</exception>
    /// <exception cref="IOException">A file cannot be read; nothing was run.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public async Task<IReadOnlyList<NotebookRunResult>> RunAsync(
        IReadOnlyList<string> paths, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        options.Validate();
        var notebooks = paths.Select(path => (Path: path, Document: NotebookDocument.Load(path))).ToArray();
        foreach (var (path, document) in notebooks)
            NotebookParameters.Apply(document, ValuesFor(document), path);

        var packages = new PackageRestorer(options.PackageFolder);
        using var free = new SemaphoreSlim(options.Jobs);
        return await Task.WhenAll(notebooks.Select(async (notebook, index) =>
        {
            await free.WaitAsync(CancellationToken.None);
            try
            {
                void Report(NotebookStep step) =>
                    progress?.Report(new RunProgress(notebook.Path, index + 1, notebooks.Length, step.Cell, step.Cells, step.Elapsed, step.Result) { Work = step.Work });
                var session = new NotebookSession(notebook.Document, notebook.Path, options, packages, Report, cancellation);
                // A session waits for its process nearly all the time: that is no work for a pooled thread.
                return await Task.Factory.StartNew(session.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                free.Release();
            }
        }));
    }

    IReadOnlyDictionary<string, string> ValuesFor(NotebookDocument document)
    {
        if (!options.IgnoreUnknownParameters)
            return options.Parameters;
        var known = NotebookParameters.Read(document).Select(parameter => parameter.Name).ToHashSet();
        return options.Parameters.Where(value => known.Contains(value.Key)).ToDictionary();
    }
}
