namespace NeuralLab.Assignments.Grading;

/// <summary>What both processes of a submission run first: the libraries of the checks, whether the notebook imports them or not.</summary>
static class Preamble
{
    internal static IEnumerable<string> Cells(string labFolder) =>
        [string.Join('\n', ((string[])["MathNet.Numerics.dll", "NeuralLab.dll", "NeuralLab.Labs.dll"]).Select(name => $"#r \"{Path.Combine(labFolder, "lib", name)}\""))];
}
