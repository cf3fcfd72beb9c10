using Spectre.Console;

namespace NeuralLab.Cli.Views;

/// <summary>Standard output: with colours and bars on a terminal, plain text in a pipe or a file.</summary>
static class Terminal
{
    /// <summary>In a pipe nobody wraps lines, so that each row of a table is one line.</summary>
    const int PipeWidth = 400;

    /// <summary>The console to draw on.</summary>
    public static IAnsiConsole Out { get; } = Create();

    static IAnsiConsole Create()
    {
        if (!Console.IsOutputRedirected)
            return AnsiConsole.Console;
        var pipe = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No
        });
        pipe.Profile.Width = PipeWidth;
        return pipe;
    }
}
