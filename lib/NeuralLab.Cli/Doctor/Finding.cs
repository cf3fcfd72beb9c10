namespace NeuralLab.Cli.Doctor;

/// <summary>How a thing is.</summary>
enum State
{
    /// <summary>It is there and works.</summary>
    Present,

    /// <summary>It is missing, and something that is nice to have does not work.</summary>
    Optional,

    /// <summary>It is missing, and the labs do not work.</summary>
    Missing,
}

/// <summary>One thing that was looked for.</summary>
/// <param name="What">The thing.</param>
/// <param name="State">How it is.</param>
/// <param name="Found">What is there.</param>
/// <param name="Meaning">What that means, and what to do.</param>
sealed record Finding(string What, State State, string Found, string Meaning);
