using Spectre.Console;

namespace NeuralLab.Cli.Views;

/// <summary>Shows how far a training run is: a bar with the loss on a terminal, a few lines in a pipe.</summary>
static class TrainView
{
    const int Lines = 20;

    /// <summary>Runs something that trains and shows its progress.</summary>
    public static TrainingOutcome Run(int epochs, Func<IProgress<TrainingProgress>, TrainingOutcome> train) =>
        Terminal.Out.Profile.Capabilities.Interactive
            ? Terminal.Out.Progress()
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new RemainingTimeColumn())
                .Start(context => train(new Bar(context.AddTask("epochs", maxValue: epochs))))
            : train(new Text());

    static string Of(TrainingProgress value) => FormattableString.Invariant(
        $"epoch {value.Epoch,6} of {value.Epochs}  loss {value.Loss:G5}  validation loss {value.ValidationLoss:G5}  {value.Seconds:F1} s");

    sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => (task.Value, task.Description) = (value.Epoch, Markup.Escape(Of(value)));
    }

    sealed class Text : IProgress<TrainingProgress>
    {
        bool isFirst = true;

        /// <summary>The first line says whether a run begins or goes on.</summary>
        public void Report(TrainingProgress value)
        {
            if (isFirst || (long)value.Epoch * Lines / value.Epochs > (long)(value.Epoch - 1) * Lines / value.Epochs) Console.WriteLine(Of(value));
            isFirst = false;
        }
    }
}
