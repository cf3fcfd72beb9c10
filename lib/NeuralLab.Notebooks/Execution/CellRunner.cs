using System.Diagnostics;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Language;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>Compiles and runs cells; what one declares, the next ones see.</summary>
sealed class CellRunner
{
    readonly CellOutputs outputs;
    readonly CellPackages packages;
    readonly NotebookLoadContext libraries = new();
    readonly CellCompiler compiler;
    readonly string folder;

    /// <summary>Every piece of code that ran leaves its variables in a slot of its own, which later pieces read.</summary>
    object?[] slots = new object?[64];
    int piecesRun;

    public CellRunner(CellOutputs outputs, CellPackages packages, string folder)
    {
        this.outputs = outputs;
        this.packages = packages;
        this.folder = folder;
        compiler = new CellCompiler(new ReferenceResolver(folder, libraries));
        DisplayExtensions.Outputs = outputs;
    }

    /// <summary>Compiles and runs something small, so that the first cell's time is its own and not that of the compiler's start.</summary>
    public static void WarmUp()
    {
        var libraries = new NotebookLoadContext();
        var compiled = new CellCompiler(new ReferenceResolver("", libraries)).Compile(new CodePiece("warm-up", "using System.IO;\nint Add(int a) => a + 1;\nvar all = new[] { 1 }.Select(Add).ToList();\n$\"{all[0]}\""), "warm-up", default);
        libraries.Load(compiled)(new object[4]).GetAwaiter().GetResult();
    }

    /// <summary>Says what is known about code that would be run next.</summary>
    public Answer Answer(Question question)
    {
        try
        {
            if (question.About == Subject.Parameters)
                return new Answer(question.Id, Parameters: ParameterDeclarations.Of(question.Code));
            var code = ConsideredCode.Of(question, compiler);
            return question.About switch
            {
                Subject.Completion => new Answer(question.Id, Completion: Completer.Complete(code, folder)),
                Subject.Inspection => new Answer(question.Id, Inspection: Inspector.Inspect(code)),
                _ => new Answer(question.Id, State: CodeStates.Of(code)),
            };
        }
        catch (Exception fault) when (fault
            is InvalidOperationException or ArgumentException or NotSupportedException or NullReferenceException
            or IOException or InsufficientExecutionStackException)
        {
            // Half a line of code brings the compiler's model into states that nobody has thought of. A question may stay without an answer.
            return new Answer(question.Id);
        }
    }

    /// <summary>Takes a cell apart, fetches what it needs, and runs its pieces up to the first that fails.</summary>
    /// <returns>Why the cell failed, or null.</returns>
    public CellFault? Run(RunningCell running)
    {
        var cell = $"cell {running.Message.Number}";
        try
        {
            var expanded = CellExpander.Expand(running.Message.Source, cell, folder);
            compiler.AddReferences(packages.Restore(expanded, running.Interrupted));
            foreach (var piece in expanded.Pieces)
                RunPiece(running, piece);
            return null;
        }
        catch (DirectiveException fault)
        {
            return new CellFault(FaultNames.Directive, fault.Message, fault.Place == cell ? fault.Line : null, [fault.Message]);
        }
        catch (PackageRestoreException fault)
        {
            return new CellFault(FaultNames.PackageRestore, fault.Message, null, [fault.Message]);
        }
        catch (CompilationException fault)
        {
            return Faults.OfCompilation(fault.Errors, cell);
        }
        catch (Exception exception) when (running.Interrupted.IsCancellationRequested)
        {
            return Faults.OfInterrupt(running.AbortedAt ?? new StackTrace(exception, fNeedFileInfo: true), cell);
        }
        catch (Exception exception)
        {
            return Faults.OfException(exception, cell);
        }
    }

    void RunPiece(RunningCell running, CodePiece piece)
    {
        running.Interrupted.ThrowIfCancellationRequested();
        var compiled = compiler.Compile(piece, $"{Faults.CellAssembly}{running.Message.Number}-{++piecesRun}", running.Interrupted);
        if (compiled.Assembly is null)
            return;
        // The slot a piece writes to is at most the number of pieces before it, plus one.
        if (piecesRun + 1 >= slots.Length)
            Array.Resize(ref slots, slots.Length * 2);
        var run = libraries.Load(compiled);
        running.Execute(() =>
        {
            var value = run(slots!).GetAwaiter().GetResult();
            if (value is not null || compiled.EndsWithValue)
                outputs.ShowResult(value);
        });
    }
}
