using System.Text;
using System.Text.Json.Nodes;
using NeuralLab.Assignments.Marks;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Tests.Class;

/// <summary>A way in which notebooks arrive damaged.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Damage">The bytes of the file, from a solved notebook and the exercise that it is about.</param>
/// <param name="IsLost">True: the exercise cannot be saved, and gets nothing.</param>
/// <param name="Status">How grading ends.</param>
sealed record DamagedKind(string Name, Func<NotebookDocument, Exercise, byte[]> Damage, bool IsLost = false, SubmissionStatus? Status = SubmissionStatus.Repaired)
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<DamagedKind> All { get; } =
    [
        new("no metadata", (notebook, _) => Each(notebook, cell => cell.Remove("metadata")), Status: SubmissionStatus.Graded),
        new("no ids", (notebook, _) => Each(notebook, cell => cell.Remove("id")), Status: SubmissionStatus.Graded),
        new("neither ids nor metadata", (notebook, _) => Each(notebook, cell => { cell.Remove("id"); cell.Remove("metadata"); })),
        new("another kernel's metadata", (notebook, _) => Each(notebook, cell => cell["metadata"]!["vscode"] = new JsonObject { ["languageId"] = "polyglot-notebook" }), Status: SubmissionStatus.Graded),
        new("cell missing", (notebook, exercise) => Changed(notebook, cells => cells.Remove(Course.CellOf(notebook, exercise))), IsLost: true),
        new("check cell missing", (notebook, exercise) => Changed(notebook, cells => cells.RemoveAll(cell => cell.Source == exercise.Check)), Status: SubmissionStatus.Graded),
        new("check cell changed", (notebook, exercise) => Changed(notebook, cells => cells.Find(cell => cell.Source == exercise.Check)!.Source = "\"all points\"")),
        new("cell doubled", (notebook, exercise) => Changed(notebook, cells => cells.Add(Copy(Course.CellOf(notebook, exercise))))),
        new("cell turned into text", (notebook, exercise) => Each(notebook, cell =>
        {
            if ((string?)cell["id"] != exercise.AnswerCells[0]) return;
            cell["cell_type"] = "markdown";
            cell.Remove("outputs");
        })),
        new("cell under another id", (notebook, exercise) => Changed(notebook, cells =>
        {
            var at = cells.IndexOf(Course.CellOf(notebook, exercise));
            cells[at] = new NotebookCell(CellType.Code, cells[at].Source) { Id = "other" };
        })),
        new("cell split", (notebook, exercise) => Changed(notebook, cells =>
        {
            var cell = Course.CellOf(notebook, exercise);
            var lines = cell.Source.Split('\n');
            cells.Insert(cells.IndexOf(cell) + 1, new NotebookCell(CellType.Code, string.Join('\n', lines[2..])));
            cell.Source = string.Join('\n', lines[..2]);
        })),
        new("cells merged", (notebook, exercise) => Changed(notebook, cells =>
        {
            var cell = Course.CellOf(notebook, exercise);
            var at = cells.FindIndex(cells.IndexOf(cell) + 1, other => other.CellType == CellType.Code);
            if (cells[at].Source == exercise.Check) cell.Source += "\n" + cells[at].Source;
            cells.RemoveAt(at);
        }), Status: null),
        new("cells in reverse order", (notebook, _) => Changed(notebook, cells => cells.Reverse()), Status: SubmissionStatus.Graded),
        new("truncated after its cells", (notebook, _) => Cut(Bytes(notebook), "\n \"metadata\"")),
        new("comma too many", (notebook, _) => Replaced(notebook, "\n ],\n \"metadata\"", ",\n ],\n \"metadata\""), Status: SubmissionStatus.Graded),
        new("marks of a merge", (notebook, exercise) => Replaced(notebook, $"   \"id\": \"{notebook.Cells[0].Id}\",", "<<<<<<< HEAD\n=======\n>>>>>>> other\n")),
        new("byte order mark", (notebook, _) => [0xEF, 0xBB, 0xBF, .. Bytes(notebook)], Status: SubmissionStatus.Graded),
        new("UTF-16", (notebook, _) => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(notebook.ToJson())]),
        new("Latin-1", (notebook, _) => [.. Bytes(notebook).Select(letter => letter > 0x7F ? (byte)0xE9 : letter)]),
        new("line ends of Windows", (notebook, _) => Each(notebook, cell => cell["source"] = string.Concat(cell["source"]!.AsArray().Select(line => (string)line!)).Replace("\n", "\r\n")), Status: SubmissionStatus.Graded),
        new("source as one text", (notebook, _) => Each(notebook, cell => cell["source"] = string.Concat(cell["source"]!.AsArray().Select(line => (string)line!))), Status: SubmissionStatus.Graded),
        new("nbformat 3", (notebook, _) => OldFormat(notebook)),
        new("outputs of the wrong kind", (notebook, _) => Each(notebook, cell => { if (cell.ContainsKey("outputs")) cell["outputs"] = 7; }), Status: SubmissionStatus.Graded),
        new("forged points and outputs", (notebook, exercise) => Changed(notebook, cells =>
        {
            var check = cells.Find(cell => cell.Source == exercise.Check)!;
            check.Metadata["nbgrader"]!["points"] = 1000;
            check.Outputs.Add(new ExecuteResult(new JsonObject { ["application/vnd.neurallab.check+json"] = new JsonObject { ["passed"] = true, ["share"] = 1000 } }, [], 1));
            Course.CellOf(notebook, exercise).Source = notebook.Cells.Find(cell => cell.Id == exercise.AnswerCells[0])!.Source.Replace("return", "return default; return", StringComparison.Ordinal);
        }), IsLost: true, Status: SubmissionStatus.Graded),
    ];

    /// <summary>Files in which there is no notebook.</summary>
    public static IReadOnlyList<(string Name, byte[] Content)> Unreadable { get; } =
    [
        ("empty", []),
        ("not JSON", "PK\u0003\u0004 something"u8.ToArray()),
        ("JSON, but no notebook", "[1, 2, 3]"u8.ToArray()),
        ("no cells", """{"nbformat": 4, "cells": []}"""u8.ToArray()),
        ("deep nesting", Encoding.ASCII.GetBytes("""{"cells": """ + new string('[', 100_000))),
    ];

    static byte[] Bytes(NotebookDocument notebook) => Encoding.UTF8.GetBytes(notebook.ToJson());

    static byte[] Changed(NotebookDocument notebook, Action<List<NotebookCell>> change)
    {
        change(notebook.Cells);
        return Bytes(notebook);
    }

    static byte[] Each(NotebookDocument notebook, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(notebook.ToJson())!;
        foreach (var cell in json["cells"]!.AsArray()) change((JsonObject)cell!);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    static byte[] OldFormat(NotebookDocument notebook)
    {
        var json = JsonNode.Parse(notebook.ToJson())!;
        foreach (JsonObject cell in json["cells"]!.AsArray().OfType<JsonObject>().Where(cell => (string?)cell["cell_type"] == "code"))
        {
            cell["input"] = cell["source"]!.DeepClone();
            cell.Remove("source");
        }
        return Encoding.UTF8.GetBytes(new JsonObject { ["nbformat"] = 3, ["worksheets"] = new JsonArray(new JsonObject { ["cells"] = json["cells"]!.DeepClone() }) }.ToJsonString());
    }

    static byte[] Cut(byte[] bytes, string at) => bytes[..bytes.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(at))];

    static byte[] Replaced(NotebookDocument notebook, string text, string by)
    {
        var json = notebook.ToJson();
        Assert.Contains(text, json, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(json.Replace(text, by, StringComparison.Ordinal));
    }

    static NotebookCell Copy(NotebookCell cell) => new(CellType.Code, cell.Source) { Id = cell.Id, Metadata = (JsonObject)cell.Metadata.DeepClone() };
}
