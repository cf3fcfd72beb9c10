using Microsoft.CodeAnalysis.CSharp.Syntax;
using NeuralLab.Assignments.Grading;
using NeuralLab.Assignments.Isolation;
using NeuralLab.Assignments.Source;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Release;

/// <summary>
/// Finds functions of the students' notebook that compute what an exercise asks for, however they are written: the check itself takes
/// them for right.
/// </summary>
/// <param name="manifest">The assignment.</param>
/// <param name="release">What students get.</param>
sealed class TwinCheck(Manifest manifest, NotebookDocument release)
{
    /// <summary>Tries every function whose parameters and result have the types of an answer's.</summary>
    internal IReadOnlyList<Leak> Find(Judge judge, string labFolder)
    {
        List<Leak> leaks = [];
        foreach (var (cell, function) in Functions())
        {
            foreach (var exercise in manifest.Exercises.Where(exercise => exercise.Answers.Any(answer =>
                Signature(AnswerOf(answer)) == Signature(function) && answer != function.Identifier.Text)))
            {
                if (Passes(judge, labFolder, exercise, function)) leaks.Add(new(cell.Id, $"a function that solves {exercise.Name}", function.Identifier.Text));
            }
        }
        return leaks;
    }

    IEnumerable<(NotebookCell Cell, MethodDeclarationSyntax Function)> Functions() =>
        from cell in release.Cells
        where SourceNotebook.IsRun(cell) && SourceNotebook.RoleOf(cell) != CellRole.Answer
        from function in CodePart.Parse(cell.Source).Members.OfType<MethodDeclarationSyntax>()
        select (cell, function);

    MethodDeclarationSyntax? AnswerOf(string name) =>
        manifest.Cells.Where(cell => cell.Role == CellRole.Answer)
            .SelectMany(cell => CodePart.Parse(cell.Source).Members.OfType<MethodDeclarationSyntax>())
            .FirstOrDefault(method => method.Identifier.Text == name);

    /// <summary>The twin takes the place of the answer in a submission of its own.</summary>
    bool Passes(Judge judge, string labFolder, Exercise exercise, MethodDeclarationSyntax function)
    {
        var answer = AnswerOf(exercise.Answers[0])!;
        var call = $"{answer.Modifiers} {answer.ReturnType} {answer.Identifier.Text}{answer.ParameterList} => {function.Identifier.Text}({string.Join(", ", answer.ParameterList.Parameters.Select(parameter => parameter.Identifier.Text))});";
        var cells = release.Cells.Select(cell => new Submissions.SubmittedCell(
            cell.Id, SourceNotebook.GradeId(cell), cell.CellType == CellType.Code, exercise.AnswerCells.Contains(cell.Id) ? $"{function}\n{call}" : cell.Source));
        var only = manifest with { Exercises = [exercise] };
        return new SubmissionGrader(only, judge, Sandbox.Weakest, new Limits(), labFolder, labFolder).Grade([.. cells]).Marks[0].Points > 0;
    }

    static string Signature(MethodDeclarationSyntax? method) => method is null ? ""
        : $"{TypeOf(method.ReturnType)}({string.Join(',', method.ParameterList.Parameters.Select(parameter => TypeOf(parameter.Type)))})";

    /// <summary>Names of a tuple's elements say nothing of its type.</summary>
    static string TypeOf(TypeSyntax? type) => type is TupleTypeSyntax tuple ? $"({string.Join(',', tuple.Elements.Select(element => TypeOf(element.Type)))})" : type?.ToString() ?? "";
}
