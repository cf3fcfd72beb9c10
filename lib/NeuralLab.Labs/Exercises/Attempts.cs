using System.Collections.Concurrent;

namespace NeuralLab.Labs;

/// <summary>Counts how often each exercise was checked: the seed of its inputs, so that every check draws others and each can be repeated.</summary>
static class Attempts
{
    static readonly ConcurrentDictionary<string, int> Counts = new();

    /// <summary>1 for the first check of an exercise in this process, then 2, 3 and so on; a grader's own seed where one is set.</summary>
    internal static int Next(string exercise) => Grading.RemoteAnswers.Seed ?? Counts.AddOrUpdate(exercise, 1, (_, count) => count + 1);
}
