using System.Text;

namespace NeuralLab;

/// <summary>
/// Lines of a text, as <see cref="TextReader.ReadLine"/> gives them, but never more of one than fits a line: a file without line ends, or
/// without an end, takes no memory.
/// </summary>
/// <param name="reader">The text.</param>
/// <param name="longest">Most characters of a line.</param>
sealed class LineReader(TextReader reader, int longest)
{
    readonly char[] buffer = new char[8192];
    readonly StringBuilder line = new();
    int start, end;
    bool isAfterReturn;

    /// <summary>The number of the line that was read last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>True if the line that was read last had its end; the last one of a file may have none.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The next line without its end, or null where there is none.</summary>
    /// <exception cref="InvalidDataException">The line is too long.</exception>
    public string? Read()
    {
        line.Clear();
        var isThere = false;
        IsEnded = false;
        while (Fill())
        {
            isThere = true;
            var rest = buffer.AsSpan(start, end - start);
            var stop = rest.IndexOfAny('\n', '\r');
            var part = stop < 0 ? rest : rest[..stop];
            if (line.Length + part.Length > longest)
                throw new InvalidDataException(FormattableString.Invariant($"line {Number + 1} has more than {longest:N0} characters"));
            line.Append(part);
            start += part.Length;
            if (stop < 0) continue;
            isAfterReturn = buffer[start++] == '\r';
            IsEnded = true;
            break;
        }
        if (isThere) Number++;
        return isThere ? line.ToString() : null;
    }

    /// <summary>Brings characters into the buffer where none are left; a line feed that belongs to a carriage return is passed over.</summary>
    bool Fill()
    {
        if (start == end && !More()) return false;
        if (!isAfterReturn) return true;
        isAfterReturn = false;
        if (buffer[start] == '\n') start++;
        return start < end || More();

        bool More()
        {
            (start, end) = (0, reader.Read(buffer));
            return end > 0;
        }
    }
}
