using System.Diagnostics;
using System.Numerics;

namespace NeuralLab.Charts;

/// <summary>
/// The loss while a network trains: an observer whose figure grows below the cell, in a notebook whose host can change what it shows. As
/// the value of the cell's last line it is the finished figure, in every host, and once where it has been shown already.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="title">What the figure shows.</param>
/// <param name="y">The axis of the losses; default: <c>loss</c>, logarithmic.</param>
[TypeFormatterSource(typeof(FigureFormatterSource))]
public sealed class LiveLoss<T>(string title, Axis? y = null) : TrainingObserver<T>, IShownInNotebooks
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// What a host that can change its outputs puts into <see cref="AppContext"/>, a <c>Func&lt;object, Action&gt;</c>: it shows an object,
    /// and the action that it gives back shows in the same place what has become of it.
    /// </summary>
    internal const string HostName = "NeuralLab.Host.Display";

    /// <summary>Often enough to see it grow; drawing takes a front end a part of that.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    readonly string title = Check.Text(title, "a title");
    readonly Axis y = y ?? Axis.Log("loss");
    History? history;
    Action? show;
    long shown;

    /// <summary>The losses so far: of the training data, and of the validation data where there are any.</summary>
    /// <exception cref="InvalidOperationException">No epoch is done yet.</exception>
    public Figure Figure
    {
        get
        {
            if (history is not { Epochs: > 0 })
                throw new InvalidOperationException("There is no loss to draw before the first epoch is done: give this observer to a Trainer and call Fit.");
            List<SeedCurves> curves = [new("training", [.. history.Loss])];
            if (history.ValidationLoss.Count > 0)
                curves.Add(new("validation", [.. history.ValidationLoss]));
            return Figures.LossCurves(title, curves, "epoch", y);
        }
    }

    /// <inheritdoc/>
    public override void TrainingStarted(TrainingState<T> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (history, show) = (state.History, null);
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState<T> state)
    {
        if (show is null)
            show = (AppContext.GetData(HostName) as Func<object, Action>)?.Invoke(this);
        else if (Stopwatch.GetElapsedTime(shown) >= Interval)
            show();
        else
            return;
        shown = Stopwatch.GetTimestamp();
    }

    /// <inheritdoc/>
    public override void TrainingEnded(TrainingState<T> state) => show?.Invoke();

    string IShownInNotebooks.ToJson() => Figure.ToJson();

    /// <summary>A fragment of HTML with the figure so far, see <see cref="Figure.ToHtml"/>.</summary>
    public string ToHtml() => Figure.ToHtml();

    /// <summary>The figure so far in one line.</summary>
    public override string ToString() => history is { Epochs: > 0 } ? Figure.ToString() : title;
}
