using System.CommandLine;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab check-notebook</c>: says what in a notebook works in one host and not in another, for those who write labs.</summary>
static class CheckNotebookCommand
{
    public static Command Create()
    {
        var notebooks = new Argument<string[]>("notebooks") { Description = "Notebook files, or beginnings of the labs' names. None: all labs.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("check-notebook", "Check notebooks by the rules under which they run in every host.") { notebooks };
        command.SetAction(parsed => Run(parsed.GetValue(notebooks) ?? []));
        return command;
    }

    static int Run(string[] names)
    {
        string[] paths = names.Length == 0 ? NotebookFinder.Labs(ProjectRoot.Find()) : [.. names.Select(NotebookFinder.Find)];
        var found = 0;
        foreach (var path in paths)
            foreach (var violation in NotebookRules.Check(path))
            {
                Console.WriteLine($"{Path.GetFileName(path)}: {violation}");
                found++;
            }
        Console.WriteLine(found == 0 ? $"{paths.Length} notebooks obey the rules" : $"{found} rules are broken; docs/writing-labs.md says why they are there");
        return found == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
