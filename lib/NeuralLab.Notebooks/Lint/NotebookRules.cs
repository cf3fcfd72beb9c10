namespace NeuralLab.Notebooks;

/// <summary>The rules under which one notebook file runs in .NET Interactive, in Verso and in this library's host.</summary>
/// <remarks>Each was measured in a real kernel: the hosts differ in what they import, in how they take directives, and in what they show.</remarks>
public static class NotebookRules
{
    /// <summary>Everything in a committed notebook that breaks a rule; empty where it obeys all.</summary>
    /// <param name="path">The notebook file.</param>
    /// <exception cref="NotebookFormatException">The file is not a notebook.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<RuleViolation> Check(string path)
    {
        var document = NotebookDocument.Load(path);
        return
        [
            .. MetadataRules.Check(document, File.ReadAllText(path)),
            .. TextRules.Check(document),
            .. DirectiveRules.Check(document),
            .. CodeRules.Check(document),
        ];
    }
}
