using System.Collections.Concurrent;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>What <see cref="Console.In"/> is to a cell: each line is asked for when code reads it.</summary>
/// <param name="parent">Asks the reader of the notebook.</param>
/// <param name="interrupted">Ends the waiting of the cell that runs.</param>
sealed class CellInput(MessageStream parent, Func<CancellationToken> interrupted) : TextReader
{
    readonly BlockingCollection<string?> lines = [];
    string line = "";
    int position;

    /// <summary>What was typed, or null where nobody can.</summary>
    public void Take(string? text) => lines.Add(text);

    public override string? ReadLine()
    {
        if (position < line.Length)
            return TakeRest().TrimEnd('\n');
        return Ask();
    }

    public override int Peek() => HasMore() ? line[position] : -1;

    public override int Read() => HasMore() ? line[position++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    /// <summary>At most what is left of one line: a reader that wants more asks again.</summary>
    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !HasMore())
            return 0;
        var count = Math.Min(buffer.Length, line.Length - position);
        line.AsSpan(position, count).CopyTo(buffer);
        position += count;
        return count;
    }

    bool HasMore()
    {
        if (position < line.Length)
            return true;
        (line, position) = (Ask() is { } text ? text + "\n" : "", 0);
        return line.Length > 0;
    }

    string TakeRest()
    {
        var rest = line[position..];
        (line, position) = ("", 0);
        return rest;
    }

    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    string? Ask()
    {
        // An answer to a question of a cell that was interrupted meanwhile.
        while (lines.TryTake(out _))
        {
        }
        parent.Send(new CellReads());
        return lines.Take(interrupted());
    }
}
