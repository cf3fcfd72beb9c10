using NeuralLab.Notebooks;

namespace NeuralLab.Jupyter.Execution;

/// <summary>An error as front ends show it: coloured, with the lines of the cell around the one where it happened.</summary>
static class Traceback
{
    const string Red = "\e[1;31m", Green = "\e[32m", Plain = "\e[0m";
    const string CompilationError = "CompilationError";
    const int LinesAround = 2;
    const int NumberWidth = 7;

    public static IEnumerable<string> Of(CellFault fault, string code)
    {
        yield return $"{Red}{fault.Name}{Plain}: {fault.Message}";
        // The compiler's own lines show the code.
        if (fault is { Line: { } line, Name: not CompilationError })
        {
            foreach (var text in Source(code.ReplaceLineEndings("\n").Split('\n'), line))
                yield return text;
        }
        // The first line often says again what the heading says.
        foreach (var text in fault.Traceback.SkipWhile(text => text == fault.Message || text == $"{fault.Name}: {fault.Message}"))
            yield return text;
    }

    static IEnumerable<string> Source(string[] lines, int line)
    {
        for (var number = Math.Max(1, line - LinesAround); number <= Math.Min(lines.Length, line + LinesAround); number++)
        {
            yield return number == line
                ? $"{Green}{$"-> {number}".PadLeft(NumberWidth)} {lines[number - 1]}{Plain}"
                : $"{number,NumberWidth} {lines[number - 1]}";
        }
    }
}
