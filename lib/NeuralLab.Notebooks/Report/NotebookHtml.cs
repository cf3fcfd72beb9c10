using System.Globalization;
using System.Text;

namespace NeuralLab.Notebooks.Report;

/// <summary>One executed notebook as a section of the report.</summary>
sealed class NotebookHtml
{
    /// <summary>
    /// Cells with these tags are shown in a document with its code only:
    /// those that say how it was made (Jupyter Book's word), and the optional section.
    /// </summary>
    static readonly string[] AsideTags = ["hide-cell", "plotly-net"];

    // A page of more than this opens in no browser.
    const long LongestBody = 48L << 20;

    readonly NotebookRunResult result;
    readonly CaptionLinks captions;
    readonly MarkdownHtml markdown;
    readonly PageTime time = new();
    readonly Dictionary<int, TimeSpan> times;
    readonly Dictionary<int, string> skipped;
    readonly HashSet<int> notRun;
    int codeCells;
    long length;

    /// <param name="result">The notebook.</param>
    /// <param name="id">Where it stands in the page.</param>
    /// <param name="sections">The ids of all notebooks by file name.</param>
    public NotebookHtml(NotebookRunResult result, string id, IReadOnlyDictionary<string, string> sections)
    {
        this.result = result;
        Id = id;
        captions = new CaptionLinks(id, result.Document.Cells.SelectMany(cell => cell.Outputs));
        markdown = new MarkdownHtml(id, sections, captions, time);
        times = result.Timings.GroupBy(timing => timing.CellIndex).ToDictionary(timing => timing.Key, timing => timing.Last().Duration);
        skipped = result.Skipped.GroupBy(cell => cell.CellIndex).ToDictionary(cell => cell.Key, cell => cell.First().Reason);
        notRun = [.. result.NotRun];
        Body = string.Concat(result.Document.Cells.Select(Island));
    }

    public string Id { get; }

    public string Body { get; }

    /// <summary>The first heading of the first level, else the file's name.</summary>
    public string Title => Headings.FirstOrDefault(heading => heading.Level == 1)?.Text ?? Path.GetFileNameWithoutExtension(result.Path);

    public IReadOnlyList<Heading> Headings => markdown.Headings;

    public int CellsRun => result.Timings.Count;

    public string ToHtml()
    {
        var unplaced = result.Error is { CellIndex: < 0 } error ? OutputHtml.Error(error.Name, error.Message, []) : "";
        return $"""
            <section class="notebook" id="{Id}">
            <p class="run{(result is { Status: RunStatus.Succeeded, OptionalError: null } ? " fine" : "")}"><code>{Html.Escape(Path.GetFileName(result.Path))}</code> · {Status} · {Html.Time(result.Duration)}</p>
            {unplaced}
            {Body}
            </section>
            """;
    }

    /// <summary>How the run ended, in words and in colour, with a link to where it went wrong.</summary>
    public string Status
    {
        get
        {
            var (style, words) = result.Status switch
            {
                RunStatus.Succeeded => ("good", "succeeded"),
                RunStatus.Failed => ("bad", "failed"),
                RunStatus.TimedOut => ("bad", "exceeded its time limit"),
                RunStatus.Crashed => ("bad", "crashed"),
                RunStatus.Unreadable => ("bad", "could not be read"),
                _ => ("bad", "was cancelled"),
            };
            var place = result.Error is { CellIndex: >= 0 } error ? $" in {Place(error)}" : "";
            var optional = result.OptionalError is { } failed ? $" · <span class=\"status bad\">optional section failed in {Place(failed)}</span>" : "";
            return $"<span class=\"status {style}\">{words}{place}</span>{optional}";
        }
    }

    /// <summary>A cell that the page cannot show costs the reader that cell, not the report.</summary>
    string Island(NotebookCell cell, int index)
    {
        string html;
        try
        {
            html = Cell(cell, index);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            html = $"<p class=\"place\">This cell cannot be shown ({Html.Escape(fault.GetType().Name)}); the executed notebook holds it.</p>\n";
        }
        length += html.Length;
        return length <= LongestBody ? html : "<p class=\"place\">This cell is left out: the page would be too large; the executed notebook holds it.</p>\n";
    }

    string Cell(NotebookCell cell, int index) => cell.CellType switch
    {
        CellType.Markdown => $"<div class=\"text{Aside(cell)}\">{markdown.Render(cell.Source, AsideTags.Any(cell.HasTag))}</div>\n",
        CellType.Code => Code(cell, index),
        _ => $"<pre class=\"raw\">{Html.Escape(cell.Source)}</pre>\n",
    };

    static string Aside(NotebookCell cell) => AsideTags.Any(cell.HasTag) || (cell.CellType == CellType.Code && cell.Outputs.Count == 0) ? " aside" : "";

    string Code(NotebookCell cell, int index)
    {
        codeCells++;
        var error = new[] { result.Error, result.OptionalError }.FirstOrDefault(error => error?.CellIndex == index);
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"code{(skipped.ContainsKey(index) || notRun.Contains(index) ? " idle" : "")}{(error is null ? Aside(cell) : "")}\" id=\"{CellId(index)}\">");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"cell\">cell {codeCells}{State(index)}</p>");
        html.Append("<div class=\"source\">").Append(CodeHtml.Of(cell.Source.TrimEnd('\n'), error?.Line, time)).Append("</div>");
        if (error is not null)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"place\">Stopped here: cell {codeCells}{Line(error)}.</p>");
        foreach (var output in cell.Outputs)
            html.Append(OutputHtml.Of(output, captions));
        // A crash or a time limit leaves nothing among the outputs.
        if (error is not null && !cell.Outputs.OfType<ErrorOutput>().Any())
            html.Append(OutputHtml.Error(error.Name, error.Message, []));
        return html.Append("</div>\n").ToString();
    }

    string State(int index) =>
        // The host has the first cell itself say why; a result from elsewhere may not.
        skipped.TryGetValue(index, out var reason) ? IsSaid(index, reason) ? " · skipped" : $" · skipped: {Html.Escape(reason)}"
        : notRun.Contains(index) ? " · not run"
        : times.TryGetValue(index, out var time) ? $" · {Html.Time(time)}" : "";

    bool IsSaid(int index, string reason) =>
        skipped.Any(cell => cell.Key < index && cell.Value == reason) || result.Document.Cells[index].Outputs.Count > 0;

    string Place(CellError error) => $"<a href=\"#{CellId(error.CellIndex)}\">cell {Number(error.CellIndex)}{Line(error)}</a>";

    string CellId(int index) => string.Create(CultureInfo.InvariantCulture, $"{Id}-cell-{index}");

    // Readers count code cells; positions in the document count every cell.
    int Number(int index) => result.Document.Cells.Take(index + 1).Count(cell => cell.CellType == CellType.Code);

    static string Line(CellError error) => error.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $", line {line}") : "";
}
