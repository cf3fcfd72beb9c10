namespace NeuralLab.Notebooks.Tests.Running;

public sealed class CellExecutionTests : IDisposable
{
    readonly Lab lab = new();

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task State_usings_methods_and_types_carry_over_to_later_cells()
    {
        var result = await lab.Run(
            "using System.Globalization;\nint Twice(int x) => 2 * x;\nclass Point { public int X { get; set; } }\nstatic string Shout(this string s) => s.ToUpperInvariant();",
            "var p = new Point { X = Twice(21) };",
            "p.X",
            "await Task.Delay(1);\np.X++;\nConsole.WriteLine(\"grad\".Shout() + p.X.ToString(CultureInfo.InvariantCulture));",
            "var p = 3;\nunsafe { int* q = stackalloc int[1]; *q = p; }\np + 0.5");

        Assert.Equal((RunStatus.Succeeded, null), (result.Status, result.Error?.Message));
        Assert.Equal("42", result.ResultText(2));
        Assert.Equal("GRAD43\n", result.Printed(3));
        Assert.Equal("3.5", result.ResultText(4));
        Assert.Equal([1, 2, 3, 4, 5], result.Document.Cells.Select(cell => cell.ExecutionCount));
        Assert.Equal(5, result.Timings.Count);
    }

    [Fact]
    public async Task Text_errors_and_shown_values_appear_in_the_order_in_which_they_came()
    {
        var result = await lab.Run("Console.Write(\"a\");\nConsole.WriteLine(1);\nConsole.Error.Write(\"e\");\nConsole.Write(\"b\");\n2.Display();\nConsole.Write('c');\n3");

        Assert.Equal(
            ["stdout a1\n", "stderr e", "stdout b", "display 2", "stdout c", "result 3"],
            result.Document.Cells[0].Outputs.Select(output => output switch
            {
                StreamOutput text => $"{text.Name} {text.Text}",
                ExecuteResult value => $"result {value.Text(MimeTypes.Text)}",
                DisplayOutput value => $"display {value.Text(MimeTypes.Text)}",
                _ => output.ToString(),
            }));
    }

    [Fact]
    public async Task Code_that_redirects_the_console_does_not_silence_later_cells_and_the_input_is_empty()
    {
        var result = await lab.Run("Console.SetOut(new System.IO.StringWriter());\nConsole.Write(\"lost\");", "Console.Write(\"heard\" + (Console.ReadLine() ?? \" nothing\"));");

        Assert.Equal("", result.Printed(0));
        Assert.Equal("heard nothing", result.Printed(1));
    }

    [Fact]
    public async Task An_exception_names_its_type_and_line_and_the_calls_between_and_the_rest_is_not_run()
    {
        var result = await lab.Run(
            "int Divide(int a, int b)\n{\n    var c = a;\n    return c / b;\n}",
            "Console.WriteLine(\"before\");\n\nvar zero = 0;\nfor (var i = 0; i < 2; i++)\n    Divide(1, zero);",
            "1");

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal(new CellError(1, 5, "System.DivideByZeroException", "Attempted to divide by zero."), result.Error);
        Assert.Equal("before\n", result.Printed(1));
        Assert.Equal(
            ["System.DivideByZeroException: Attempted to divide by zero.", "   at Divide(Int32 a, Int32 b) in cell 1, line 4", "   at cell 2, line 5"],
            result.Error(1).Traceback);
        Assert.Equal([2], result.NotRun);
        Assert.Null(result.Document.Cells[2].ExecutionCount);
    }

    [Fact]
    public async Task What_does_not_compile_gives_line_column_and_source_and_keeps_nothing_of_the_cell()
    {
        var result = await lab.Run(new RunOptions { ContinueAfterFailure = true }, "var x = 1;", "x = 2;\nvar y = nonsense;", "x", "y");

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal((1, 2, "CompilationError"), (result.Error!.CellIndex, result.Error.Line, result.Error.Name));
        Assert.Equal("cell 2, line 2, column 9: CS0103 The name 'nonsense' does not exist in the current context", result.Error.Message);
        Assert.Equal([result.Error.Message, "    var y = nonsense;", "            ^"], result.Error(1).Traceback);
        Assert.Equal("1", result.ResultText(2));
        Assert.Contains("CS0103", result.Error(3).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_on_after_a_failure_keeps_what_ran_before_the_exception()
    {
        var result = await lab.Run(new RunOptions { ContinueAfterFailure = true }, "var x = 7;\nthrow new ArgumentException(\"wrong\", new Exception(\"inner\"));", "x");

        Assert.Equal((0, "System.ArgumentException"), (result.Error!.CellIndex, result.Error.Name));
        Assert.Contains("caused by System.Exception: inner", result.Error(0).Traceback);
        Assert.Equal("7", result.ResultText(1));
        Assert.Empty(result.NotRun);
    }

    [Fact]
    public async Task The_compiler_of_the_host_is_not_visible_to_cells()
    {
        var result = await lab.Run("Microsoft.CodeAnalysis.SyntaxNode node = null;");
        Assert.Contains("CS0234", result.Error(0).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task C_sharp_14_is_refused_because_older_kernels_do_not_know_it()
    {
        var result = await lab.Run("class P { public int X { get => field; set => field = value; } }");
        Assert.Equal("CompilationError", result.Error!.Name);
    }

    [Fact]
    public async Task An_unknown_magic_command_names_cell_and_line()
    {
        var result = await lab.Run("1", "var x = 1;\n#!pwsh\nls");

        Assert.Equal((1, 2, "DirectiveError"), (result.Error!.CellIndex, result.Error.Line, result.Error.Name));
        Assert.StartsWith("cell 2, line 2: '#!pwsh' is not known here", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imported_script_runs_before_the_rest_of_its_cell_and_faults_in_it_name_its_file()
    {
        lab.Folder.WriteText("shared.csx", "using System.IO;\nint imported = 40;\nvoid Fail() => throw new Exception(\"in script\");");
        lab.Folder.WriteText("broken.csx", "\nint x = ;");
        var result = await lab.Run(
            new RunOptions { ContinueAfterFailure = true },
            "#!import shared.csx\nPath.GetFileName(\"a/b\") + imported",
            "Fail();",
            "#!import broken.csx",
            "#!import missing.csx");

        Assert.Equal("b40", result.ResultText(0));
        Assert.Equal(["System.Exception: in script", "   at Fail() in shared.csx, line 3", "   at cell 2, line 1"], result.Error(1).Traceback);
        Assert.StartsWith("broken.csx, line 2, column 9: CS1525", result.Error(2).Message, StringComparison.Ordinal);
        Assert.StartsWith("cell 4, line 1: 'missing.csx' was not found in " + lab.Folder.Path, result.Error(3).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_current_folder_is_the_notebooks_and_the_file_on_disk_is_not_touched()
    {
        var path = lab.Write("here.ipynb", Lab.Code("System.IO.Directory.GetCurrentDirectory()"));
        var before = File.ReadAllText(path);

        var result = Assert.Single(await new NotebookRunner(new RunOptions()).RunAsync([path], cancellation: TestContext.Current.CancellationToken));

        Assert.Equal(lab.Folder.Path, result.ResultText(0));
        Assert.Equal(before, File.ReadAllText(path));
    }
}
