using Spectre.Console;

namespace NeuralLab.Cli.Views;

/// <summary>Shows downloads: a bar for each file on a terminal, a line for each in a pipe.</summary>
static class DownloadView
{
    /// <summary>Runs something that downloads and shows how far it is.</summary>
    public static Task<T> RunAsync<T>(Func<IProgress<DownloadProgress>, Task<T>> download) =>
        Terminal.Out.Profile.Capabilities.Interactive
            ? Terminal.Out.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new DownloadedColumn(), new TransferSpeedColumn())
                .StartAsync(context => download(new Files(name => context.AddTask(Markup.Escape(name)))))
            : download(new Files(name =>
            {
                Console.WriteLine(name);
                return null;
            }));

    /// <summary>Tells each file's task how far it is.</summary>
    /// <param name="begin">Called once for each file; null where nothing is drawn.</param>
    sealed class Files(Func<string, ProgressTask?> begin) : IProgress<DownloadProgress>
    {
        readonly Dictionary<string, ProgressTask?> tasks = [];

        public void Report(DownloadProgress value)
        {
            lock (tasks)
            {
                if (!tasks.TryGetValue(value.File, out var task))
                    tasks.Add(value.File, task = begin(value.File));
                if (task is null)
                    return;
                task.MaxValue = value.TotalBytes ?? double.MaxValue;
                task.Value = value.Bytes;
            }
        }
    }
}
