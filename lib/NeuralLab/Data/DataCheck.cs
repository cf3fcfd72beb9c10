namespace NeuralLab;

/// <summary>What checking a shipped file found.</summary>
public enum DataCheckResult
{
    /// <summary>It is what was shipped, and if it is the course's, what is generated.</summary>
    Intact,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>Its content is not what was shipped.</summary>
    Changed,

    /// <summary>It belongs to a course set and is not in the list of shipped files.</summary>
    Unlisted,

    /// <summary>It is what was shipped, and this library generates something else.</summary>
    NotReproduced,
}

/// <summary>One shipped file and what checking it found.</summary>
/// <param name="File">Its path inside the data folder.</param>
/// <param name="Result">What was found.</param>
/// <param name="Detail">What that means and what to do; empty if the file is intact.</param>
public sealed record DataCheck(string File, DataCheckResult Result, string Detail);
