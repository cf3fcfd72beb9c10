using System.Text;

namespace NeuralLab.Notebooks;

/// <summary>
/// Reads what reaches the process's real standard output or error (native code,
/// child processes, a crashing runtime), up to the mark at each cell's end.
/// </summary>
sealed class NativeOutput
{
    /// <summary>As much is held back; more flows on, unless it is a crash's report, whose end says nothing that its beginning did not.</summary>
    const int MaximumHeld = 1 << 18;

    readonly Stream stream;
    readonly Action<string> pass;
    readonly bool holdsBack;
    readonly StringBuilder pending = new();
    readonly Thread reader;
    string mark = "\0";
    bool marked;

    /// <param name="stream">Read to its end.</param>
    /// <param name="pass">Takes the text.</param>
    /// <param name="holdsBack">True to pass on nothing before the mark, except what is too much.</param>
    public NativeOutput(Stream stream, Action<string> pass, bool holdsBack = false)
    {
        this.stream = stream;
        this.pass = pass;
        this.holdsBack = holdsBack;
        reader = new Thread(Read) { IsBackground = true, Name = "native output" };
        reader.Start();
    }

    /// <summary>Sets the mark that the process will write when the next cell ends.</summary>
    public void Expect(string nextMark)
    {
        lock (pending)
        {
            marked = false;
            mark = nextMark;
        }
    }

    /// <summary>Waits until all that was written before the mark has been passed on. Code that closed the real output never writes a mark.</summary>
    public void WaitForMark(TimeSpan limit)
    {
        lock (pending)
        {
            if (!marked && reader.IsAlive)
                Monitor.Wait(pending, limit);
        }
    }

    /// <summary>Waits until the process and its children have closed their side.</summary>
    public void WaitForEnd(TimeSpan limit) => reader.Join(limit);

    /// <summary>What was held back.</summary>
    public string TakeHeld()
    {
        lock (pending)
        {
            var held = pending.ToString();
            pending.Clear();
            return held;
        }
    }

    void Read()
    {
        var bytes = new byte[1 << 14];
        var characters = new char[bytes.Length + 1];
        var decoder = Encoding.UTF8.GetDecoder();
        try
        {
            for (int count; (count = stream.Read(bytes)) > 0;)
                Take(characters.AsSpan(0, decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false)));
        }
        catch (IOException)
        {
            // Closed under our hands: the same as its end.
        }
        if (!holdsBack)
            pass(TakeHeld());
        lock (pending)
            SetMarked();
    }

    void Take(ReadOnlySpan<char> text)
    {
        lock (pending)
        {
            pending.Append(text);
            var all = pending.ToString();
            var end = all.IndexOf(mark, StringComparison.Ordinal);
            if (end >= 0)
            {
                pass(all[..end]);
                pending.Clear().Append(all, end + mark.Length, all.Length - end - mark.Length);
                SetMarked();
            }
            else if (holdsBack && CrashReport.IsIn(all))
            {
                pending.Length = Math.Min(pending.Length, MaximumHeld);
            }
            else if (!holdsBack || all.Length > MaximumHeld)
            {
                // The end of the text may be the beginning of the mark.
                var start = all.LastIndexOf(mark[0]);
                var safe = start >= 0 && all.Length - start < mark.Length ? start : all.Length;
                pass(all[..safe]);
                pending.Clear().Append(all, safe, all.Length - safe);
            }
        }
    }

    void SetMarked()
    {
        marked = true;
        Monitor.PulseAll(pending);
    }
}
