namespace NeuralLab.Notebooks;

/// <summary>How far this system lets a notebook's processes be held together.</summary>
public static class Containment
{
    /// <summary>True where nothing that a notebook starts can leave the group that is ended with it.</summary>
    public static bool IsComplete => ControlGroup.Missing is null;

    /// <summary>What is there, in one line.</summary>
    public static string Found => ControlGroup.Missing is { } why ? $"no control groups: {why}" : "control groups of version 2";

    /// <summary>What that means, in one line.</summary>
    public static string Meaning => IsComplete
        ? "all that a notebook starts ends with it, and its memory counts"
        : OperatingSystem.IsLinux()
            ? "what a notebook starts is found by parent and environment; a process that has neither any more, left by a notebook that crashed in the same moment, may stay"
            : "what a notebook starts is ended with it as far as it is in its tree of processes; only the memory of the notebook's own process counts";
}
