using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NeuralLab.Charts;
using NeuralLab.Labs;
using NeuralLab.Notebooks;

namespace NeuralLab.Cli.Tests;

/// <summary>Every lab gives the same results on one processor and on two, bit for bit; only times differ.</summary>
[Collection("all labs")]
public sealed partial class ReproducibilityTests(ITestOutputHelper output)
{
    [Fact]
    public async Task All_labs_give_the_same_results_on_one_processor_and_on_two()
    {
        var (one, two) = (await Run(processors: 1), await Run(processors: 2));
        Assert.Equal(6, one.Count);
        foreach (var (lab, results) in one)
        {
            Assert.Equal(results.Count, two[lab].Count);
            // One by one, so that a message names the first that differs.
            foreach (var (first, second) in results.Zip(two[lab])) Assert.Equal($"{lab} {first}", $"{lab} {second}");
            Assert.True(results.Count(result => !result.EndsWith(OfTimes, StringComparison.Ordinal)) >= 20, $"{lab} shows few results: {results.Count}");
        }
        var times = one.Values.Sum(results => results.Count(result => result.EndsWith(OfTimes, StringComparison.Ordinal)));
        output.WriteLine($"{one.Values.Sum(results => results.Count) - times} results are the same, {times} are of times and were left out");
        Assert.InRange(times, 1, 8);
    }

    const string OfTimes = "(a time)";

    /// <summary>Runs all labs with few seeds and epochs in hosts that see so many processors.</summary>
    static async Task<SortedDictionary<string, List<string>>> Run(int processors)
    {
        using CommandLine command = new();
        command.Notebook("Processors.ipynb", "Environment.ProcessorCount");
        command.Environment["DOTNET_PROCESSOR_COUNT"] = processors.ToString(CultureInfo.InvariantCulture);
        command.Environment[DataFolder.Variable] = DataFolder.Find();
        string[] notebooks = [.. Directory.GetFiles(Path.Combine(RealReport.Root, "notebooks"), "NN*.ipynb")];
        var counted = await command.Run("run", "Processors", "--out", "executed");
        Assert.True(counted.ExitCode == 0, counted.Errors);
        var said = NotebookDocument.Load(command.PathOf("executed/Processors.ipynb")).Cells[0].Outputs.OfType<DisplayOutput>().Single();
        Assert.Equal(processors.ToString(CultureInfo.InvariantCulture), (string?)said.Data[MimeTypes.Text]);

        var outcome = await command.Run(["run", .. notebooks, "--set", "epochScale=0.03", "--set", "seeds=2", "--out", "executed", "--jobs", "2", "--cell-timeout", "900", "--timeout", "3000"]);
        Assert.True(outcome.ExitCode == 0, outcome.Errors + outcome.Output);
        SortedDictionary<string, List<string>> results = new(StringComparer.Ordinal);
        foreach (var notebook in notebooks)
            results[Path.GetFileName(notebook)] = [.. NotebookDocument.Load(command.PathOf(Path.Combine("executed", Path.GetFileName(notebook)))).Cells.Index().SelectMany(cell =>
                cell.Item.Outputs.OfType<DisplayOutput>().SelectMany(shown => Results(cell.Index, shown)))];
        return results;
    }

    /// <summary>What an output says, type by type, without times.</summary>
    static IEnumerable<string> Results(int cell, DisplayOutput shown)
    {
        foreach (var (type, content) in shown.Data)
            if (content?.DeepClone() is { } value && Result(type, value) is { } result) yield return $"cell {cell}, {type}: {result}";
    }

    static string? Result(string type, JsonNode value)
    {
        switch (type)
        {
            case TargetResult.MimeType:
                value.AsObject().Remove("seconds");
                return value.ToJsonString();
            case Claims.MimeType:
                return new JsonArray([.. value["claims"]!.AsArray().Select(claim => Time().IsMatch((string)claim!["evidence"]!) ? null : claim.DeepClone())]).ToJsonString();
            case Figure.MimeType:
                return Time().IsMatch(value.ToJsonString()) ? OfTimes : value.ToJsonString();
            case TableView.MimeType:
                return Time().IsMatch(WithoutColumnsOfTimes(value).ToJsonString()) ? OfTimes : value.ToJsonString();
            case TextView.MimeType:
            case CheckResult.MimeType:
                return value.ToJsonString();
            default:
                // HTML and plain text are made of the others.
                return null;
        }
    }

    static JsonNode WithoutColumnsOfTimes(JsonNode table)
    {
        var columns = table["columns"]!.AsArray();
        for (var column = columns.Count - 1; column >= 0; column--)
        {
            if (!Time().IsMatch((string)columns[column]!)) continue;
            columns.RemoveAt(column);
            foreach (var row in table["rows"]!.AsArray()) row!.AsArray().RemoveAt(column);
        }
        return table;
    }

    [GeneratedRegex(@"\d [mµ]s\b|\bseconds\b|\btime \(s\)")]
    private static partial Regex Time();
}
