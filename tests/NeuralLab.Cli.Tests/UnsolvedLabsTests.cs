namespace NeuralLab.Cli.Tests;

/// <summary>A lab in a student's hands: what is not solved yet, or does not compile, costs only the cells that need it.</summary>
[Collection("all labs")]
public sealed class UnsolvedLabsTests
{
    const string Stub = "throw new UnsolvedException();";
    const string Typo = "retrun 0;";

    public static TheoryData<string> Labs => ["NN1", "NN2", "NN3", "NN4", "NN5", "NN6"];

    public static TheoryData<string, int> Exercises
    {
        get
        {
            TheoryData<string, int> all = [];
            foreach (var lab in Labs)
            {
                using StudentCopy copy = new(lab);
                for (var number = 0; number < copy.Exercises.Count; number++) all.Add(lab, number);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public async Task With_no_exercise_solved_each_cell_that_needs_an_answer_names_its_exercise_and_all_others_run(string lab)
    {
        using StudentCopy copy = new(lab);
        foreach (var exercise in copy.Exercises) StudentCopy.Replace(exercise, Stub);
        var failures = await copy.Run();
        Assert.All(failures, failure => Assert.Matches(@"UnsolvedException: Exercise NN\d\.\d is not solved yet\. ", failure.ToString()));
        Assert.Equal(
            copy.Exercises.Select((_, number) => $"{lab}.{number + 1}: There is no answer yet."),
            copy.Exercises.Select(StudentCopy.Verdict));
        // Each exercise is named by its own function.
        Assert.All(failures, failure => Assert.Contains(copy.Exercises.Index(), each => failure.Message.Contains($"{lab}.{each.Index + 1} ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("NN1", 1)]
    [InlineData("NN4", 0)]
    public Task A_typo_in_an_exercise_costs_nothing_that_runs_without_its_answer(string lab, int number) => Typed(lab, number);

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [MemberData(nameof(Exercises))]
    public Task A_typo_in_any_exercise_costs_nothing_that_runs_without_its_answer(string lab, int number) => Typed(lab, number);

    static async Task Typed(string lab, int number)
    {
        using StudentCopy unsolved = new(lab), typed = new(lab);
        StudentCopy.Replace(unsolved.Exercises[number], Stub);
        StudentCopy.Replace(typed.Exercises[number], Typo);
        var needsIt = (await unsolved.Run()).Select(failure => failure.Cell.Id).ToHashSet();
        var exercise = typed.Exercises[number];
        var failures = await typed.Run();
        Assert.Contains(failures, failure => failure.Cell == exercise.Cell);
        Assert.All(failures.Where(failure => !needsIt.Contains(failure.Cell.Id)), failure => Assert.Matches($@"\b{exercise.Answer}\b", failure.Cell.Source));
        Assert.All(typed.Exercises.Where(other => other != exercise), other => Assert.DoesNotContain("no answer", StudentCopy.Verdict(other), StringComparison.Ordinal));
    }
}
