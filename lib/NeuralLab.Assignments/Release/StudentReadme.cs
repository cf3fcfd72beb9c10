namespace NeuralLab.Assignments.Release;

/// <summary>What students read first.</summary>
static class StudentReadme
{
    internal static string Of(Manifest manifest) => $"""
        # {manifest.Name}

        Unpack the zip and keep its files together: the notebook finds its libraries and data beside it.

        1. Install the [.NET 10 SDK](https://dotnet.microsoft.com/download/dotnet/10.0), and the C# kernel that your course names. With Verso, run `dotnet run {VersoSetup.Name}` in this folder once, and again if you move it.
        2. Open `{manifest.Name}.ipynb` and run its cells from top to bottom.
        3. In each exercise, put your answer in place of the line that begins with `throw`. Run the check below it: it says what is wrong, and gives a hint.
        4. Hand in `{manifest.Name}.ipynb`, nothing else. Answers are marked with other inputs than those that you see.

        | exercise | points |
        |---|---|
        {string.Join('\n', manifest.Exercises.Select(exercise => $"| {exercise.Name} | {Manifest.Text(exercise.Points)} |"))}
        | together | {Manifest.Text(manifest.Max)} |

        With the `neurallab` command, `neurallab assignment check {manifest.Name}.ipynb` shows all verdicts and your points so far.

        """;
}
