using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuralLab.Notebooks.Tests.Sessions;

/// <summary>Cells that use libraries, ours among them: what they tell the session, and how they are loaded.</summary>
public sealed class LibraryTests(LibraryTests.Lab lab) : IClassFixture<LibraryTests.Lab>
{
    /// <summary>A session with the engine and the charts.</summary>
    public sealed class Lab : IDisposable
    {
        public Lab() => Session.Run($$"""
            #r "{{AppContext.BaseDirectory}}MathNet.Numerics.dll"
            #r "{{AppContext.BaseDirectory}}NeuralLab.dll"
            #r "{{AppContext.BaseDirectory}}NeuralLab.Charts.dll"
            using MathNet.Numerics.LinearAlgebra;
            using NeuralLab;
            using NeuralLab.Charts;
            var X = Matrix<double>.Build.Dense(1, 40, (i, j) => j / 40.0);
            Trainer<double> Trainer(int epochs, params TrainingObserver<double>[] observers) => new(Mlp.Create(1, new[] { 1, 3, 1 }, Activation.Tanh)) { Loss = Loss.MeanSquaredError, Epochs = epochs, Observers = observers };
            class Notice : TrainingObserver<double>
            {
                public override void EpochEnded(TrainingState<double> state)
                {
                    if (state.Epoch == 3) Console.Write("begun");
                }
            }
            """);

        public SharedSession Session { get; } = new();

        public void Dispose() => Session.Dispose();
    }

    SharedSession Session => lab.Session;

    [Theory]
    [InlineData("Trainer(100_000_000, new Notice()).Fit(X, X);")]
    [InlineData("Repeat.Over(new[] { 1, 2, 3, 4 }, seed => Trainer(100_000_000, new Notice()).Fit(X, X));")]
    public void An_interrupt_ends_training_in_the_middle_and_variables_stay(string source)
    {
        var result = Session.Run(source, new RecordingReceiver { Happened = _ => Session.Session.Interrupt() });

        Assert.Equal((RunStatus.Cancelled, "Interrupted", false), (result.Status, result.Fault?.Name, result.IsStateLost));
        Assert.Equal(["result: 40"], Session.Run("X.ColumnCount").Events);
    }

    [Fact]
    public void Long_work_says_how_far_it_is_and_that_it_has_ended()
    {
        var receiver = new RecordingReceiver
        {
            Happened = what =>
            {
                if (what.StartsWith("works training", StringComparison.Ordinal) && !what.StartsWith("works training: 0 ", StringComparison.Ordinal))
                    Session.Session.Interrupt();
            },
        };
        Session.Run("Trainer(100_000_000).Fit(X, X);", receiver);

        var last = receiver.Works.Last(work => work is not null)!;
        Assert.Equal(("training", "epochs", 100_000_000L), (last.What, last.Unit, last.Total));
        Assert.InRange(last.Done, 1, 99_999_999);
        Assert.NotNull(last.Left);
        Assert.Null(receiver.Works[^1]);
    }

    [Fact]
    public void Work_says_nothing_in_the_cells_first_second()
    {
        var clock = Stopwatch.StartNew();
        var works = Session.Run("Trainer(2).Fit(X, X);").Works;
        // Where the machine is busy, short work is long.
        Assert.True(works.Count == 0 || clock.Elapsed >= TimeSpan.FromSeconds(1), $"{works.Count} reports after {clock.Elapsed}");
    }

    [Fact]
    public void A_live_loss_is_one_figure_that_grows_and_stays_and_as_the_last_value_does_not_come_twice()
    {
        var receiver = Session.Run("var live = new LiveLoss<double>(\"Training\");\nTrainer(20, live).Fit(X, X);\nlive");

        var shown = receiver.Events.Where(what => !what.StartsWith("works", StringComparison.Ordinal)).ToArray();
        Assert.StartsWith("display 1: Training.", shown[0], StringComparison.Ordinal);
        Assert.NotEmpty(shown.Skip(1));
        Assert.All(shown.Skip(1), update => Assert.StartsWith("update 1: Training.", update, StringComparison.Ordinal));
        Assert.Equal(20, receiver.Bundles[^1][MimeTypes.Plotly]!["data"]![0]!["y"]!.AsArray().Count);
        Assert.StartsWith("result: Training.", Assert.Single(Session.Run("live").Events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documentation_of_our_libraries_is_shown()
    {
        var inspection = await Session.Session.InspectAsync("Loss.MeanSquaredError", 10, TestContext.Current.CancellationToken);
        Assert.StartsWith("```csharp\nLoss Loss.MeanSquaredError", inspection!.Markdown, StringComparison.Ordinal);
        var members = await Session.Session.CompleteAsync("new Trainer<double>(null) { Loss = ", 35, TestContext.Current.CancellationToken);
        Assert.Equal("Loss.", members.Matches[0].Text[..5]);
    }

    [Fact]
    public void The_data_folder_is_found_from_the_library_that_was_read_into_memory() =>
        Assert.Equal("result: True", Session.Run("System.IO.Directory.Exists(DataFolder.Find())").Events[^1]);

    [Fact]
    public void A_library_can_be_replaced_while_it_is_in_use_and_a_new_session_takes_the_new_one()
    {
        var library = Session.Folder.File("Versioned.dll");
        Build(library, 1);
        Session.Run($"#r \"{library}\"\nVersioned.Number");
        using (File.Open(library, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            // No one else has it open.
        }
        Build(library, 2);

        Assert.Equal(["result: 1"], Session.Run("Versioned.Number").Events);
        using var restarted = new SharedSession();
        Assert.Equal(["result: 2"], restarted.Run($"#r \"{library}\"\nVersioned.Number").Events);
    }

    [Fact]
    public void A_library_that_is_not_there_is_named_with_what_to_do()
    {
        var result = Session.Run("\n#r \"/gone/NeuralLab.dll\"\n1", new RecordingReceiver());
        Assert.Equal(("DirectiveError", 2), (result.Fault!.Name, result.Fault.Line));
        Assert.Contains("/gone/NeuralLab.dll is not there: was the project moved or cleaned? Build it", result.Fault.Message, StringComparison.Ordinal);
    }

    static void Build(string path, int number)
    {
        var tree = CSharpSyntaxTree.ParseText($"public static class Versioned {{ public static int Number => {number}; }}");
        var core = MetadataReference.CreateFromFile(typeof(object).Assembly.Location);
        Assert.True(CSharpCompilation.Create("Versioned", [tree], [core], new(OutputKind.DynamicallyLinkedLibrary)).Emit(path).Success);
    }
}
