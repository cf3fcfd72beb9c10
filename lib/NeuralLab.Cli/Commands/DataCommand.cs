using System.CommandLine;
using NeuralLab.Cli.Views;
using Spectre.Console;

namespace NeuralLab.Cli.Commands;

/// <summary><c>neurallab data</c>: what data there are, writing the course's, checking them, getting others.</summary>
static class DataCommand
{
    public static Command Create()
    {
        var list = new Command("list", "List the data sets.");
        list.SetAction(_ => List());

        var name = new Argument<string>("NAME") { Description = $"One of {string.Join(", ", ImageSource.All.Select(source => source.Name))}." };
        var from = new Option<string>("--from") { Description = "A folder that has the files, or another address. Default: where they are published.", HelpName = "DIR|URL" };
        var get = new Command("get", "Bring a data set that is too large to ship into the cache, checked.") { name, from };
        get.SetAction((parsed, cancellation) => GetAsync(ImageSource.Find(parsed.GetValue(name)!), parsed.GetValue(from), cancellation));

        var output = new Option<string>("--out") { Description = "The folder to write to. Default: data/course.", HelpName = "DIR" };
        var generate = new Command("generate", "Write the course's data sets from their formulas, byte for byte as shipped.") { output };
        generate.SetAction(parsed => Generate(parsed.GetValue(output)));

        var files = new Argument<string[]>("FILE") { Description = "CSV files to read strictly instead.", Arity = ArgumentArity.ZeroOrMore };
        var verify = new Command("verify", "Check the shipped files against their checksums and formulas, or CSV files line by line.") { files };
        verify.SetAction(parsed => Verify(parsed.GetValue(files) ?? []));

        return new Command("data", "List, get, generate and verify data sets.") { list, get, generate, verify };
    }

    static int List()
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(Fixed("name"), Fixed("task"), Fixed("training"), Fixed("test"), Fixed("columns"), new("files"), new("note"));
        foreach (var entry in DataCatalog.List())
        {
            table.AddRow(new[]
            {
                entry.Name, entry.Task == LearningTask.Regression ? "regression" : "classification",
                FormattableString.Invariant($"{entry.TrainingRows}"), entry.TestRows == 0 ? "-" : FormattableString.Invariant($"{entry.TestRows}"),
                FormattableString.Invariant($"{entry.Columns}"), entry.IsPresent ? entry.Where : "not there", entry.Note,
            }.Select(Markup.Escape).ToArray());
        }
        Terminal.Out.Write(table);
        Console.WriteLine($"in {DataFolder.Find()}");
        return ExitCodes.Done;
    }

    static TableColumn Fixed(string head) => new TableColumn(head).NoWrap();

    static async Task<int> GetAsync(ImageSource source, string? from, CancellationToken cancellation)
    {
        var folder = await DownloadView.RunAsync(progress => source.GetAsync(from, progress, cancellation));
        Console.WriteLine($"{source.Name}: in {folder}");
        return ExitCodes.Done;
    }

    static int Generate(string? folder)
    {
        var written = DataCatalog.Generate(folder);
        Console.WriteLine($"{written.Count} files written to {Path.GetDirectoryName(written[0])}");
        return ExitCodes.Done;
    }

    /// <summary>Shipped files that are not as shipped are unusable input, each with its line.</summary>
    static int Verify(string[] files)
    {
        foreach (var file in files)
        {
            var table = CsvTable.Read(file);
            Console.WriteLine(FormattableString.Invariant($"{file}: {table.RowCount} rows of {string.Join(", ", table.ColumnNames)}"));
        }
        if (files.Length > 0)
            return ExitCodes.Done;
        var checks = DataCatalog.Verify();
        var faults = checks.Where(check => check.Result != DataCheckResult.Intact).ToArray();
        foreach (var fault in faults)
            Console.Error.WriteLine($"neurallab: data/{fault.File}: {fault.Result.ToString().ToLowerInvariant()}: {fault.Detail}");
        Console.WriteLine($"{checks.Count - faults.Length} of {checks.Count} files are as shipped");
        return faults.Length == 0 ? ExitCodes.Done : ExitCodes.Unusable;
    }
}
