using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>Tells what went wrong in a cell in the terms of the cell: its lines, its methods.</summary>
static partial class Faults
{
    /// <summary>Names of compiled cells begin so.</summary>
    public const string CellAssembly = "cell-";

    const int MaximumErrors = 10;
    const int FirstFrames = 20;
    const int LastFrames = 5;

    public static CellFault OfCompilation(IReadOnlyList<Diagnostic> errors, string cell)
    {
        var first = errors[0].Location.GetLineSpan();
        var more = errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "";
        return new CellFault(
            FaultNames.Compilation,
            Describe(errors[0]) + more,
            first.Path == cell ? first.StartLinePosition.Line + 1 : null,
            [.. errors.Take(MaximumErrors).SelectMany(WithSource)]);
    }

    public static CellFault OfException(Exception exception, string cell)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        var line = frames.FirstOrDefault(frame => frame.GetFileName() == cell)?.GetFileLineNumber();
        return new CellFault(TypeName(exception.GetType()), exception.Message, line, [.. Trace(exception)]);
    }

    public static CellFault OfInterrupt(StackTrace where, string cell)
    {
        var frames = where.GetFrames();
        var line = frames.FirstOrDefault(frame => frame.GetFileName() == cell)?.GetFileLineNumber();
        const string Message = "the cell was interrupted; what earlier cells declared is still there";
        return new CellFault(FaultNames.Interrupted, Message, line, [Message, .. Calls(frames)]);
    }

    static string Describe(Diagnostic error)
    {
        var place = error.Location.GetLineSpan();
        var text = error.GetMessage(CultureInfo.InvariantCulture);
        return $"{place.Path}, line {place.StartLinePosition.Line + 1}, column {place.StartLinePosition.Character + 1}: {error.Id} {text}";
    }

    static IEnumerable<string> WithSource(Diagnostic error)
    {
        yield return Describe(error);
        if (error.Location.SourceTree is not { } tree)
            yield break;
        var place = error.Location.GetLineSpan().StartLinePosition;
        var line = tree.GetText().Lines[place.Line].ToString();
        yield return "    " + line;
        yield return "    " + new string([.. line.Take(place.Character).Select(character => character == '\t' ? '\t' : ' ')]) + "^";
    }

    static IEnumerable<string> Trace(Exception exception)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            yield return $"{(current == exception ? "" : "caused by ")}{TypeName(current.GetType())}: {current.Message}";
            foreach (var line in Calls(new StackTrace(current, fNeedFileInfo: true).GetFrames()))
                yield return line;
        }
    }

    static IEnumerable<string> Calls(StackFrame[] frames)
    {
        // Below the cell's own code is only what runs every cell.
        var depth = Array.FindLastIndex(frames, frame => IsCell(frame) && frame.GetMethod()!.Name is not ("<Initialize>" or "<Factory>")) + 1;
        var lines = frames.Take(depth == 0 ? frames.Length : depth).Select(Describe).OfType<string>().ToArray();
        foreach (var line in lines.Take(FirstFrames))
            yield return line;
        if (lines.Length > FirstFrames + LastFrames)
            yield return $"   ... {lines.Length - FirstFrames - LastFrames} more calls ...";
        foreach (var line in lines.Skip(Math.Max(FirstFrames, lines.Length - LastFrames)))
            yield return line;
    }

    static bool IsCell(StackFrame frame) =>
        frame.GetMethod()?.Module.Assembly.GetName().Name?.StartsWith(CellAssembly, StringComparison.Ordinal) == true;

    static string? Describe(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method || method.Module.Assembly == typeof(Faults).Assembly)
            return null;
        if (!IsCell(frame))
            return $"   at {method.DeclaringType?.FullName}.{method.Name}({Parameters(method)})";
        var place = frame.GetFileLineNumber() > 0 ? $"{frame.GetFileName()}, line {frame.GetFileLineNumber()}" : "code without line numbers";
        return OwnName(method) is { } name ? $"   at {name} in {place}" : $"   at {place}";
    }

    /// <summary>The name that the author gave a method of a cell; null for the cell's top level.</summary>
    /// <remarks>
    /// The compiler moves bodies of lambdas, iterators and asynchronous methods
    /// into types and methods named for the one they stand in, in angle brackets.
    /// </remarks>
    static string? OwnName(MethodBase method)
    {
        if (method.Name.Contains(">b__", StringComparison.Ordinal))
            return "a lambda";
        if (LocalFunction().Match(method.Name) is { Success: true } local)
            return $"{local.Groups[1].Value}({Parameters(method)})";
        var stateMachine = method.Name == "MoveNext" ? StateMachine().Match(method.DeclaringType!.Name) : Match.Empty;
        if (stateMachine.Success)
            return stateMachine.Groups[1].Value == "<Initialize>" ? null : stateMachine.Groups[1].Value;
        if (method.Name is "<Initialize>" or "<Factory>")
            return null;
        var owner = method.DeclaringType is { IsNested: true } type ? type.Name + "." : "";
        return $"{owner}{method.Name}({Parameters(method)})";
    }

    static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}".TrimEnd()));

    /// <summary>A type's full name, without the class that the compiler makes of a cell.</summary>
    static string TypeName(Type type) =>
        type.Assembly.GetName().Name?.StartsWith(CellAssembly, StringComparison.Ordinal) == true ? type.Name : type.FullName ?? type.Name;

    [GeneratedRegex(@">g__(\w+)\|")]
    private static partial Regex LocalFunction();

    [GeneratedRegex(@"^<(.+)>d__")]
    private static partial Regex StateMachine();
}
