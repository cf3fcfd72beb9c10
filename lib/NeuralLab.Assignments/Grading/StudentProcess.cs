using System.Globalization;
using System.Text.RegularExpressions;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Marks;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Grading;

/// <summary>Why a cell of a student's did not do its work.</summary>
/// <param name="Kind">In one word.</param>
/// <param name="Message">What happened.</param>
/// <param name="IsEnd">True where the process has ended with it, or must end: it has taken all that it may.</param>
sealed record StudentFault(MarkKind Kind, string Message, bool IsEnd);

/// <summary>The process that runs a student's code, shut in; it knows neither checks nor marks.</summary>
sealed partial class StudentProcess : IDisposable
{
    /// <summary>A cell's time is the compiler's, too.</summary>
    const int CompilerShare = 3;

    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    readonly Limits limits;
    readonly CellSession session;
    readonly Words words;
    readonly OwnTime clock;
    readonly Timer watch;
    readonly Lock gate = new();
    TimeSpan allowed = TimeSpan.MaxValue;
    int cells;

    public StudentProcess(Sandbox sandbox, Limits limits, Judge judge, string labFolder, string socketFolder)
    {
        this.limits = limits;
        session = new CellSession(labFolder, new SessionOptions
        {
            EndsWithItsProcess = true,
            MemoryLimit = limits.Memory,
            ProcessLimit = limits.Processes,
            RestoresPackages = false,
            CleanEnvironment = true,
            InterruptGrace = TimeSpan.FromMilliseconds(1),
            Starting = start => sandbox.Wrap(start, [labFolder, socketFolder], limits),
        });
        words = new Words(limits.Output, session.Interrupt);
        session.Start();
        clock = new OwnTime(() => session.ProcessorTime, () => judge.ProcessorTime);
        watch = new Timer(_ => Look(), null, LookInterval, LookInterval);
    }

    /// <summary>True once it took more time than it was allowed.</summary>
    public bool IsOutOfTime { get; private set; }

    /// <summary>Runs a cell.</summary>
    /// <param name="source">The code.</param>
    /// <returns>Why it failed, or null.</returns>
    public StudentFault? Run(string source)
    {
        words.Reset();
        Allow(limits.Time * CompilerShare);
        var result = session.Run(source, ++cells, words);
        Allow(TimeSpan.MaxValue);
        return result.Fault is { } fault ? Describe(fault, result.IsStateLost) : null;
    }

    /// <summary>Answers for as long as there are questions. Ends when the other side closes, or with the process.</summary>
    public StudentFault? Serve(string socket) => Run($"NeuralLab.Labs.Grading.OfferedAnswers.Serve(@\"{socket}\");");

    /// <summary>From now on, what runs has this time of its own.</summary>
    public void Allow(TimeSpan time)
    {
        lock (gate)
        {
            clock.Restart();
            allowed = time;
        }
    }

    /// <summary>Ends a cell that runs, and the process.</summary>
    public void Stop() => session.Interrupt();

    public void Dispose()
    {
        watch.Dispose();
        session.Dispose();
    }

    void Look()
    {
        lock (gate)
        {
            if (allowed == TimeSpan.MaxValue || clock.Elapsed <= allowed) return;
            IsOutOfTime = true;
            session.Interrupt();
        }
    }

    StudentFault Describe(CellFault fault, bool isEnd) => fault.Name switch
    {
        _ when words.IsTooMuch => new(MarkKind.Output, string.Create(CultureInfo.InvariantCulture, $"your code printed more than {limits.Output} characters"), true),
        _ when IsOutOfTime => new(MarkKind.Time, string.Create(CultureInfo.InvariantCulture, $"your code took longer than {limits.Time.TotalSeconds} s"), true),
        _ when fault.Name == "MemoryLimit" || fault.Name.Contains("OutOfMemory", StringComparison.Ordinal) =>
            new(
                MarkKind.Memory,
                string.Create(CultureInfo.InvariantCulture, $"your code used more than {limits.Memory >> 20} MiB of memory"),
                true),
        "ProcessLimit" => new(MarkKind.Processes, "your code started too many processes", isEnd),
        "CompilationError" => new(MarkKind.Compilation, CellNumber().Replace(fault.Message, ""), isEnd),
        "StackOverflow" => new(MarkKind.Crash, "your code ran out of stack: does a method call itself without end?", isEnd),
        _ when isEnd => new(MarkKind.Crash, "your code ended its process", isEnd),
        _ => new(MarkKind.Error, $"{fault.Name}: {fault.Message}", isEnd),
    };

    /// <summary>The student's notebook has other numbers.</summary>
    [GeneratedRegex(@"^cell \d+, ")]
    private static partial Regex CellNumber();
}
