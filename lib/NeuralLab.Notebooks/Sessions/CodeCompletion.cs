namespace NeuralLab.Notebooks;

/// <summary>What can stand at a place in code.</summary>
/// <param name="Matches">Best first; empty where nothing is known.</param>
/// <param name="Start">The first character that a match replaces, from 0, in UTF-16 code units.</param>
/// <param name="End">The character after the last that a match replaces.</param>
public sealed record CodeCompletion(IReadOnlyList<CompletionMatch> Matches, int Start, int End);

/// <summary>One thing that can stand at a place in code.</summary>
/// <param name="Text">What to write.</param>
/// <param name="Kind">What it is, in the words of Jupyter's front ends: <c>function</c>, <c>class</c>, <c>property</c>, <c>keyword</c> and the like.</param>
/// <param name="Signature">Its declaration in one line, or empty.</param>
public sealed record CompletionMatch(string Text, string Kind, string Signature);

/// <summary>What is known of a name in code.</summary>
/// <param name="Markdown">Signature and documentation as Markdown.</param>
/// <param name="Text">The same as plain text.</param>
public sealed record CodeInspection(string Markdown, string Text);

/// <summary>Whether a cell can be run as it is.</summary>
public enum CodeCompleteness
{
    /// <summary>It can.</summary>
    Complete,

    /// <summary>More must follow: a bracket or a text is open.</summary>
    Incomplete,

    /// <summary>Nothing that follows will make it right.</summary>
    Invalid,
}

/// <summary>Whether a cell can be run as it is, and how it goes on.</summary>
/// <param name="Completeness">Whether it can.</param>
/// <param name="Indent">What the next line should begin with, where more must follow.</param>
public sealed record CodeState(CodeCompleteness Completeness, string Indent);
