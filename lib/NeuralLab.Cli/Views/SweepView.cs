using Spectre.Console;

namespace NeuralLab.Cli.Views;

/// <summary>Shows how far a sweep is: a bar on a terminal, a few lines in a pipe.</summary>
static class SweepView
{
    const int Lines = 10;

    /// <summary>Runs a sweep and shows its progress.</summary>
    public static SweepResults Run(Func<IProgress<SweepProgress>, SweepResults> sweep) =>
        Terminal.Out.Profile.Capabilities.Interactive
            ? Terminal.Out.Progress().Start(context => sweep(new Bar(context.AddTask("runs"))))
            : sweep(new SweepLines(Lines));

    sealed class Bar(ProgressTask task) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => (task.MaxValue, task.Value) = (value.Total, value.Done);
    }
}
