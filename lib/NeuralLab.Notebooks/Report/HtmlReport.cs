using NeuralLab.Notebooks.Report;

namespace NeuralLab.Notebooks;

/// <summary>
/// One HTML file that shows executed notebooks and needs nothing beside it: text with formulas, code, outputs, interactive
/// figures, errors where they happened. It opens from the file system without a network.
/// </summary>
/// <remarks>
/// What a notebook shows is not trusted. Figures are drawn from their JSON, tables from theirs; HTML of bare structural
/// elements stands in the page; any other HTML is confined to a frame that runs no script and reaches nothing. A policy in
/// the page (Content-Security-Policy) allows only the report's own scripts, by their hashes.
/// </remarks>
public static class HtmlReport
{
    /// <summary>The report as the text of an HTML file.</summary>
    /// <param name="results">The notebooks in the order shown, at least one.</param>
    /// <param name="options">Title and time; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no notebook.</exception>
    public static string Render(IReadOnlyList<NotebookRunResult> results, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.Count > 0
            ? new ReportPage(results, options ?? new()).ToString()
            : throw new ArgumentException("Expected at least one notebook, got none.", nameof(results));
    }

    /// <summary>Writes the report: whole or not at all.</summary>
    /// <param name="path">The file to create or replace; its folder is created where it is missing.</param>
    /// <param name="results">The notebooks in the order shown, at least one.</param>
    /// <param name="options">Title and time; null for the defaults.</param>
    /// <exception cref="ArgumentException">There is no notebook.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, IReadOnlyList<NotebookRunResult> results, ReportOptions? options = null) =>
        AtomicTextFile.Write(path, Render(results, options));
}
