using System.Collections.Concurrent;

namespace NeuralLab.Cli.Tests;

/// <summary>A lab in a student's hands: what is not solved yet, or does not compile, costs only the cells that need it.</summary>
[Collection("all labs")]
public sealed class UnsolvedLabsTests
{
    const string Stub = "throw new UnsolvedException();";
    const string Typo = "retrun 0;";

    static readonly ConcurrentDictionary<string, Task<IReadOnlyList<Failure>>> Unsolved = [];

    public static TheoryData<string> Labs => ["NN1", "NN2", "NN3", "NN4", "NN5", "NN6"];

    public static TheoryData<string, int> Exercises
    {
        get
        {
            TheoryData<string, int> all = [];
            foreach (var lab in Labs)
            {
                using StudentCopy copy = new(lab);
                for (var number = 1; number <= copy.Exercises.Count; number++) all.Add(lab, number);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Labs))]
    public async Task With_no_exercise_solved_each_cell_that_needs_an_answer_names_its_exercise_and_all_others_run(string lab) =>
        Assert.All(await Unsolved.GetOrAdd(lab, WithoutAnswers), failure => Assert.Matches($@"UnsolvedException: Exercise {lab}\.\d is not solved yet\. ", failure.ToString()));

    [Fact]
    public async Task With_small_settings_the_report_runs_too()
    {
        using StudentCopy copy = new("report");
        Assert.Empty(await copy.Run());
    }

    [Theory]
    [InlineData("NN1", 2)]
    [InlineData("NN4", 1)]
    public Task A_typo_in_an_exercise_costs_nothing_that_runs_without_its_answer(string lab, int number) => Typed(lab, number);

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [MemberData(nameof(Exercises))]
    public Task A_typo_in_any_exercise_costs_nothing_that_runs_without_its_answer(string lab, int number) => Typed(lab, number);

    static async Task<IReadOnlyList<Failure>> WithoutAnswers(string lab)
    {
        using StudentCopy copy = new(lab);
        foreach (var exercise in copy.Exercises) StudentCopy.Replace(exercise, Stub);
        var failures = await copy.Run();
        Assert.Equal(copy.Exercises.Select((_, index) => $"{lab}.{index + 1}: There is no answer yet."), copy.Exercises.Select(StudentCopy.Verdict));
        return failures;
    }

    static async Task Typed(string lab, int number)
    {
        using StudentCopy copy = new(lab);
        var exercise = copy.Exercises[number - 1];
        StudentCopy.Replace(exercise, Typo);
        var needing = (await Unsolved.GetOrAdd(lab, WithoutAnswers))
            .Where(failure => failure.Message.Contains($"{lab}.{number} ", StringComparison.Ordinal)).Select(failure => failure.Cell.Id).ToHashSet();
        var failures = await copy.Run();
        Assert.Contains(failures, failure => failure.Cell == exercise.Cell);
        // A cell that only declares what uses the answer runs without it, but does not compile.
        Assert.All(failures.Where(failure => !needing.Contains(failure.Cell.Id)), failure => Assert.Matches($@"\b{exercise.Answer}\b", failure.Cell.Source));
        Assert.All(copy.Exercises.Where(other => other != exercise), other => Assert.True(StudentCopy.IsRight(other), other.Answer));
    }
}
