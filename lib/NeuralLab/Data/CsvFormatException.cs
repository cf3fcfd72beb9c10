namespace NeuralLab;

/// <summary>A CSV file that is not what it should be, and where.</summary>
/// <param name="file">The file's path or name.</param>
/// <param name="line">The line, from 1.</param>
/// <param name="column">The column, from 1; 0 if the whole line is meant.</param>
/// <param name="problem">What was expected and what came.</param>
public sealed class CsvFormatException(string file, int line, int column, string problem)
    : DataException($"{file}, line {line}{(column > 0 ? $", column {column}" : "")}: {problem}")
{
    /// <summary>The file's path or name.</summary>
    public string File => file;

    /// <summary>The line, from 1.</summary>
    public int Line => line;

    /// <summary>The column, from 1; 0 if the whole line is meant.</summary>
    public int Column => column;
}
