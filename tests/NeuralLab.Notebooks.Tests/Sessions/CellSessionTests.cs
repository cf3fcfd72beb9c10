namespace NeuralLab.Notebooks.Tests.Sessions;

/// <summary>Cells of a live session: what they show arrives as it happens and can change; what they read is asked for.</summary>
public sealed class CellSessionTests(SharedSession session) : IClassFixture<SharedSession>
{
    [Fact]
    public void Outputs_arrive_in_order_and_variables_stay()
    {
        session.Run("var greeting = \"hello\";");
        var receiver = session.Run("Console.Write(greeting);\nConsole.Error.Write(\"!\");\n7.Display();\ngreeting.Length");

        Assert.Equal(["stdout hello", "stderr !", "display 1: 7", "result: 5"], receiver.Events);
    }

    [Fact]
    public void What_is_printed_arrives_while_the_cell_runs()
    {
        // The cell goes on only after its text was seen outside.
        var flag = session.Folder.File("seen");
        var receiver = new RecordingReceiver { Happened = _ => File.WriteAllText(flag, "") };
        var result = session.Run($"Console.Write(\"now\");\nwhile (!System.IO.File.Exists(@\"{flag}\")) System.Threading.Thread.Yield();", receiver);

        Assert.Equal((RunStatus.Succeeded, "now"), (result.Status, receiver.Printed()));
    }

    [Fact]
    public void A_hundred_thousand_lines_arrive_whole_and_in_few_pieces()
    {
        var receiver = session.Run("for (var i = 0; i < 100_000; i++) Console.WriteLine(i);");

        Assert.Equal(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"{i}\n")), receiver.Printed());
        Assert.InRange(receiver.Texts, 1, 2_000);
    }

    /// <summary>Twice as many threads as cores: each waits about as long as it runs, and the one is not taken for the other.</summary>
    [Fact]
    public void What_threads_had_of_the_cores_and_how_long_they_waited_is_known()
    {
        Assert.SkipUnless(File.Exists("/proc/self/schedstat"), "This system does not say how long threads wait for a core.");
        using var busy = new CellSession(session.Folder.Path);
        Assert.Equal(default, busy.ProcessorTime);
        busy.Run("""
            var me = System.Diagnostics.Process.GetCurrentProcess();
            TimeSpan Spent() { me.Refresh(); return me.TotalProcessorTime; }
            var enough = Spent() + TimeSpan.FromSeconds(Environment.ProcessorCount);
            var done = new System.Threading.CountdownEvent(2 * Environment.ProcessorCount);
            void Spin() { while (Spent() < enough) for (var i = 0; i < 1_000_000; i++) { } done.Signal(); System.Threading.Thread.Sleep(-1); }
            for (var i = 0; i < 2 * Environment.ProcessorCount; i++) new System.Threading.Thread(Spin) { IsBackground = true }.Start();
            done.Wait();
            """, 1, new RecordingReceiver());

        var (ran, waited) = busy.ProcessorTime;
        Assert.True(ran.TotalSeconds > 0.9 * Environment.ProcessorCount, $"{ran}");
        Assert.True(waited.TotalSeconds > 0.3 * Environment.ProcessorCount, $"{waited}");
    }

    [Fact]
    public void A_shown_value_can_be_updated_also_by_a_later_cell()
    {
        var receiver = session.Run("var shown = \"first\".Display();\nshown.Update(\"second\");\nConsole.Write(\"x\");");
        Assert.Equal(["display 1: first", "update 1: second", "stdout x"], receiver.Events);

        Assert.Equal(["update 1: third"], session.Run("shown.Update(\"third\");").Events);
    }

    [Fact]
    public void Display_without_a_semicolon_shows_the_value_once()
    {
        Assert.Equal(["display 1: 3"], session.Run("3.Display()").Events);
    }

    [Fact]
    public void Output_can_be_cleared_at_once_or_with_the_next_output()
    {
        Assert.Equal(["stdout a", "clear", "stdout b", "clear, wait"], session.Run("Console.Write(\"a\");\nOutput.Clear();\nConsole.Write(\"b\");\nOutput.Clear(wait: true);").Events);
    }

    [Fact]
    public void Reading_asks_with_what_was_printed_last_on_the_line_as_prompt()
    {
        var receiver = new RecordingReceiver { Answer = (prompt, _) => prompt == "Name? " ? "Ada" : "36" };
        session.Run("Console.Write(\"Hello.\\nName? \");\nvar name = Console.ReadLine();\nvar age = int.Parse(Console.In.ReadLine());\n$\"{name} {age}\"", receiver);

        Assert.Equal(["stdout Hello.\n", "read Name? ", "read ", "result: Ada 36"], receiver.Events);
    }

    [Fact]
    public void Reading_by_characters_takes_a_line_at_a_time()
    {
        var lines = new Queue<string?>(["ab", "c", null]);
        var receiver = new RecordingReceiver { Answer = (_, _) => lines.Dequeue() };
        session.Run("var all = new List<int>();\nfor (int c; (c = Console.Read()) >= 0;) all.Add(c);\nstring.Join(\" \", all)", receiver);

        Assert.Equal("result: 97 98 10 99 10", receiver.Events[^1]);
    }

    [Fact]
    public void Where_nobody_answers_the_input_is_at_its_end_and_the_prompt_is_text()
    {
        var receiver = session.Run("Console.Write(\"Name? \");\nConsole.ReadLine() is null");
        Assert.Equal(["read Name? ", "stdout Name? ", "result: True"], receiver.Events);
    }

    [Fact]
    public void What_goes_on_after_the_cell_reaches_its_receiver_until_the_next_cell()
    {
        using var heard = new ManualResetEventSlim();
        var receiver = new RecordingReceiver
        {
            Happened = text =>
            {
                if (text == "late")
                    heard.Set();
            },
        };
        var gate = session.Folder.File("ended");
        session.Run($"_ = Task.Run(() => {{ while (!System.IO.File.Exists(@\"{gate}\")) System.Threading.Thread.Yield(); Console.Write(\"late\"); }});", receiver);
        File.WriteAllText(gate, "");

        Assert.True(heard.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_the_receiver_throws_is_thrown_to_who_runs_the_cell()
    {
        var receiver = new RecordingReceiver { Happened = _ => throw new FormatException("full") };
        Assert.Equal("full", Assert.Throws<FormatException>(() => session.Run("Console.Write(1);", receiver)).Message);
        Assert.Equal(["result: 2"], session.Run("1 + 1").Events);
    }

    [Fact]
    public void Only_one_cell_runs_at_a_time()
    {
        Exception? second = null;
        var receiver = new RecordingReceiver { Happened = _ => second ??= Record.Exception(() => session.Session.Run("1", 99, new RecordingReceiver())) };
        session.Run("Console.Write(1);", receiver);
        Assert.IsType<InvalidOperationException>(second);
    }
}
