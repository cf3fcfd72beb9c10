using System.CommandLine;
using NeuralLab.Cli.Views;
using NeuralLab.Jupyter;
using NeuralLab.Jupyter.Installation;
using Spectre.Console;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab kernel</c>: the labs in VS Code, JupyterLab and Notebook.</summary>
static class KernelCommand
{
    public static Command Create() => new("kernel", "Install the kernel with which VS Code, JupyterLab and Notebook open the labs.")
    {
        Install(), List(), Uninstall(), Run(),
    };

    static Command Install()
    {
        var (user, prefix, name) = (UserOption(), PrefixOption(), NameOption());
        var command = new Command("install", $"Install the kernel, also as {KernelInstaller.Alias}, which the labs ask for, where there is no other of that name.") { user, prefix, name };
        command.SetAction(parsed =>
        {
            foreach (var kernel in KernelInstaller.Install(Place(parsed, user, prefix), parsed.GetValue(name)!))
                Console.WriteLine($"Installed: {kernel.Name} in {kernel.Folder}");
            return ExitCodes.Done;
        });
        return command;
    }

    static Command Uninstall()
    {
        var (user, prefix, name) = (UserOption(), PrefixOption(), NameOption());
        var command = new Command("uninstall", "Remove the kernel. Other kernels are left alone.") { user, prefix, name };
        command.SetAction(parsed =>
        {
            foreach (var kernel in KernelInstaller.Uninstall(Place(parsed, user, prefix), parsed.GetValue(name)!))
                Console.WriteLine($"Removed: {kernel.Name} in {kernel.Folder}");
            return ExitCodes.Done;
        });
        return command;
    }

    static Command List()
    {
        var prefix = PrefixOption();
        var command = new Command("list", "List the kernels of NeuralLab that front ends find, and say whether they start.") { prefix };
        command.SetAction(parsed =>
        {
            var kernels = KernelSpec.FindIn(parsed.GetValue(prefix) is { } folder ? [JupyterFolders.InPrefix(folder)] : JupyterFolders.All)
                .Where(kernel => kernel.IsOurs).ToArray();
            if (kernels.Length == 0)
            {
                Console.WriteLine("None is installed: neurallab kernel install");
                return ExitCodes.Done;
            }
            var table = new Table().Border(TableBorder.Simple).AddColumns("kernel", "where", "state");
            foreach (var kernel in kernels)
                table.AddRow(Markup.Escape(kernel.Name), Markup.Escape(kernel.Folder), Markup.Escape(kernel.State));
            Terminal.Out.Write(table);
            return kernels.All(kernel => kernel.Works) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    static Command Run()
    {
        var file = new Argument<string>("CONNECTION_FILE") { Description = "The file with ports and key that Jupyter wrote." };
        var command = new Command("run", "Run a kernel in the foreground; front ends do this themselves.") { file };
        // Signals are the kernel's own affair: the command does not end it.
        command.SetAction((parsed, _) => Task.FromResult(KernelProgram.Run(parsed.GetValue(file)!)));
        return command;
    }

    static string Place(ParseResult parsed, Option<bool> user, Option<string> prefix)
    {
        if (parsed.GetValue(prefix) is not { } folder)
            return JupyterFolders.User;
        if (parsed.GetValue(user))
            throw new UsageException("--user and --prefix name two places: give one of them");
        return folder.Length > 0 ? JupyterFolders.InPrefix(folder) : throw new UsageException("--prefix expects a folder, found ''");
    }

    static Option<bool> UserOption() => new("--user") { Description = "For this user alone. The default." };

    static Option<string> PrefixOption() => new("--prefix") { Description = "In DIR/share/jupyter/kernels, for a Jupyter of that prefix.", HelpName = "DIR" };

    static Option<string> NameOption() => new("--name") { Description = $"What notebooks call the kernel. Default: {KernelInstaller.DefaultName}.", HelpName = "NAME", DefaultValueFactory = _ => KernelInstaller.DefaultName };
}
