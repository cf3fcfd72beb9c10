namespace NeuralLab.Notebooks.Tests.Sessions;

/// <summary>Completion knows what the compiler knows, after all cells that ran, and with code that is not finished. The bar marks the cursor.</summary>
public sealed class CompletionTests : IClassFixture<CompletionTests.Prepared>
{
    readonly SharedSession session;

    public CompletionTests(Prepared prepared) => session = prepared.Session;

    /// <summary>A session whose earlier cells have declared something.</summary>
    public sealed class Prepared : IDisposable
    {
        public Prepared() => Session.Run("""
            using System.IO;
            var rates = new List<double> { 0.1 };
            /// <summary>Adds up.</summary>
            int Twice(int number, bool slowly = false) => 2 * number;
            enum Mood { Happy, Sad }
            void Feel(Mood mood, string why) { }
            class Trainer
            {
                public required int Epochs { get; set; }
                public double Rate { get; init; }
                public Mode Mode { get; set; }
                public int Done { get; }
                [System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)] public void Hidden() { }
                [Obsolete] public void AncientFit() { }
                public void Fit(int[] data) { }
            }
            abstract class Mode { public static Mode Fast { get; } = null; public static Mode Slow { get; } = null; }
            """);

        public SharedSession Session { get; } = new();

        public void Dispose() => Session.Dispose();
    }

    async Task<CodeCompletion> Complete(string code)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        return await session.Session.CompleteAsync(code.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken);
    }

    async Task<string[]> Texts(string code) => [.. (await Complete(code)).Matches.Select(match => match.Text)];

    [Theory]
    [InlineData("ra|", "rates")]
    [InlineData("Twi|", "Twice")]
    [InlineData("var own = 1;\now|", "own")]
    [InlineData("void F(int argument) { arg| }", "argument")]
    [InlineData("Pat|", "Path")]
    [InlineData("whi|", "while")]
    [InlineData("foreach (var rate in rates) Console.WriteLine(ra|)", "rate")]
    [InlineData("rates.Ad|", "Add")]
    [InlineData("rates.Sel|", "Select")]
    [InlineData("rates.Where(x => x.Comp|", "CompareTo")]
    [InlineData("rates?.Cou|", "Count")]
    [InlineData("Console.Wri|", "WriteLine")]
    [InlineData("rates.|\nvar y = 2;", "Add")]
    [InlineData("var x = rates.|", "Count")]
    [InlineData("System.Text.|", "StringBuilder")]
    [InlineData("using System.Te|", "Text")]
    [InlineData("\"text\".Len|", "Length")]
    [InlineData("$\"{rates.Cou|}\"", "Count")]
    [InlineData("new Tra|", "Trainer")]
    [InlineData("new Trainer { |", "Epochs")]
    [InlineData("new Trainer { Epochs = 3, Ra| }", "Rate")]
    [InlineData("Twice(3, slo|", "slowly:")]
    [InlineData("Feel(|", "Mood.Happy")]
    [InlineData("Feel(mood: |", "Mood.Sad")]
    [InlineData("Mood m = |", "Mood.Happy")]
    [InlineData("var m = Mood.Sad;\nif (m == Ha|) { }", "Mood.Happy")]
    [InlineData("new Trainer { Mode = |", "Mode.Fast")]
    [InlineData("#!im|", "#!import")]
    public async Task Offers_what_can_stand_there(string code, string expected) => Assert.Contains(expected, await Texts(code));

    [Theory]
    [InlineData("// ra|")]
    [InlineData("\"ra|\"")]
    [InlineData("var x = 12|")]
    [InlineData("unknown.|")]
    public async Task Offers_nothing_where_no_name_stands(string code) => Assert.Empty((await Complete(code)).Matches);

    [Fact]
    public async Task A_match_replaces_what_was_typed_and_says_what_it_is()
    {
        var completion = await Complete("var n = rates.Ad|;");

        Assert.Equal((14, 16), (completion.Start, completion.End));
        var add = Assert.Single(completion.Matches, match => match.Text == "Add");
        Assert.Equal(("function", "void List<double>.Add(double item)"), (add.Kind, add.Signature));
    }

    [Fact]
    public async Task Members_of_a_value_come_first_static_and_hidden_ones_not_at_all_and_obsolete_ones_last()
    {
        var members = await Texts("Trainer trainer = null;\ntrainer.|");

        Assert.Equal("AncientFit", members[^1]);
        Assert.True(Array.IndexOf(members, "Fit") < Array.IndexOf(members, "ToString"), string.Join(" ", members));
        Assert.DoesNotContain("Hidden", members);
        Assert.DoesNotContain("ReferenceEquals", members);
    }

    [Fact]
    public async Task An_object_initializer_offers_what_it_can_set_and_has_not_required_members_first()
    {
        Assert.Equal(["Epochs", "Mode", "Rate"], await Texts("new Trainer { |"));
        Assert.Equal(["Mode"], await Texts("new Trainer { Epochs = 1, Rate = 2, | }"));
    }

    [Fact]
    public async Task Files_are_offered_to_an_import()
    {
        session.Folder.WriteText("lab.csx", "");
        session.Folder.WriteText("notes.txt", "");
        Assert.Equal(["lab.csx"], await Texts("#!import |"));
    }

    [Fact]
    public async Task It_answers_while_a_cell_runs_and_does_not_stop_it()
    {
        CodeCompletion? meanwhile = null;
        var receiver = new RecordingReceiver
        {
            Answer = (_, ended) =>
            {
                meanwhile = session.Session.CompleteAsync("rat", 3, ended).GetAwaiter().GetResult();
                return "go on";
            },
        };
        session.Run("Console.ReadLine()", receiver);

        Assert.Contains(meanwhile!.Matches, match => match.Text == "rates");
        Assert.Equal("result: go on", receiver.Events[^1]);
    }

    [Theory]
    [InlineData("Twi|ce(1)", "int Twice(int number, bool slowly = false)", "Adds up.")]
    [InlineData("Twice(1, |)", "int Twice(int number, bool slowly = false)", "Adds up.")]
    [InlineData("rates|", "List<double> rates", "")]
    [InlineData("Console.WriteLine|(1)", "void Console.WriteLine(int value)", "Writes the text representation")]
    [InlineData("rates.Add|", "void List<double>.Add(double item)", "Adds an object to the end")]
    [InlineData("new StringBuilder|(3)", "StringBuilder.StringBuilder(int capacity)", "Initializes a new instance")]
    public async Task Inspection_shows_the_signature_and_what_the_author_wrote(string code, string signature, string documentation)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        var inspection = await session.Session.InspectAsync(code.Remove(cursor, 1), cursor, TestContext.Current.CancellationToken);

        Assert.StartsWith($"```csharp\n{signature}\n", inspection!.Markdown, StringComparison.Ordinal);
        Assert.Contains(documentation, inspection.Markdown, StringComparison.Ordinal);
        Assert.StartsWith(signature, inspection.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspection_of_nothing_is_nothing() => Assert.Null(await session.Session.InspectAsync("1 + 1", 2, TestContext.Current.CancellationToken));

    [Theory]
    [InlineData("1 + 1", CodeCompleteness.Complete, "")]
    [InlineData("if (true)\n{", CodeCompleteness.Incomplete, "    ")]
    [InlineData("    foo(1,", CodeCompleteness.Incomplete, "    ")]
    [InlineData("var = = 3;", CodeCompleteness.Invalid, "")]
    [InlineData("#!import lab.csx", CodeCompleteness.Complete, "")]
    public async Task It_tells_whether_code_is_a_whole_cell(string code, CodeCompleteness expected, string indent) =>
        Assert.Equal(new CodeState(expected, indent), await session.Session.StateOfAsync(code, TestContext.Current.CancellationToken));
}
