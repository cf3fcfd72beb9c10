using System.Globalization;

namespace NeuralLab.Charts;

/// <summary>
/// The numbers of a document's figures or tables, by name: <c>figures["batches"]</c> is <c>Figure 4</c> in the caption and wherever
/// the text refers to it, also before it is shown. Who moves a figure moves its name in the list.
/// </summary>
public sealed class Numbering
{
    readonly string kind;
    readonly string[] names;

    /// <summary>Numbers what a document shows, from 1.</summary>
    /// <param name="kind">What is numbered: <c>"Figure"</c>, <c>"Table"</c>.</param>
    /// <param name="names">A name for each, in the order in which the document shows them.</param>
    /// <exception cref="ArgumentException">A name is empty or given twice, or there is none.</exception>
    public Numbering(string kind, params string[] names)
    {
        this.kind = Check.Text(kind, "what is numbered");
        this.names = [.. Check.Some(names, "name")];
        foreach (var name in names)
            Check.Text(name, "a name", nameof(names));
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"Expected each name once, got '{twice.Key}' twice.", nameof(names));
    }

    /// <summary>How the document calls it: <c>Figure 4</c>.</summary>
    /// <param name="name">One of the names.</param>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public string this[string name] => Array.IndexOf(names, name) is >= 0 and var place
        ? string.Create(CultureInfo.InvariantCulture, $"{kind} {place + 1}")
        : throw new ArgumentException($"There is no {kind.ToLowerInvariant()} '{name}'; there are: {string.Join(", ", names)}.", nameof(name));
}
