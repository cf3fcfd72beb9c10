using NeuralLab.Assignments.Isolation;

namespace NeuralLab.Assignments.Grading;

/// <summary>How submissions are graded.</summary>
public sealed record GradeOptions
{
    /// <summary>Submissions at the same time; default: one for each core.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    /// <summary>What each may take.</summary>
    public Limits Limits { get; init; } = new();

    /// <summary>Shuts their processes in; default: the strongest of this machine.</summary>
    public Sandbox Sandbox { get; init; } = Sandbox.Strongest();

    /// <summary>True: what was graded already, with the same manifest, submission and limits, is not graded again.</summary>
    public bool Resume { get; init; }

    /// <summary>Part and number of parts, from 1: this machine's share of the submissions; default: all.</summary>
    public (int Part, int Parts) Shard { get; init; } = (1, 1);
}
