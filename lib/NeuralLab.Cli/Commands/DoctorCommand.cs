using System.CommandLine;
using NeuralLab.Cli.Doctor;
using NeuralLab.Cli.Views;
using Spectre.Console;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab doctor</c>: what is installed, what is missing, what that means.</summary>
static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Say what is installed, what is missing, and what that means.");
        command.SetAction((_, cancellation) => RunAsync(cancellation));
        return command;
    }

    static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var findings = await new Examination(ProjectRoot.Find(), cancellation).RunAsync();
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "what", "found", "which means");
        foreach (var finding in findings)
        {
            var state = finding.State switch { State.Present => "[green]ok[/]", State.Optional => "[yellow]optional[/]", _ => "[red]missing[/]" };
            table.AddRow(state, Markup.Escape(finding.What), Markup.Escape(finding.Found), Markup.Escape(finding.Meaning));
        }
        Terminal.Out.Write(table);
        var missing = findings.Where(finding => finding.State == State.Missing).Select(finding => finding.What).ToArray();
        if (missing.Length == 0)
            return ExitCodes.Done;
        Console.Error.WriteLine($"neurallab: the labs need what is missing: {string.Join(", ", missing)}");
        return ExitCodes.Failed;
    }
}
