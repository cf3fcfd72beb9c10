using System.Globalization;
using NeuralLab.Web;

namespace NeuralLab.Notebooks.Report;

/// <summary>The whole page: policy, contents, overview, notebooks, scripts.</summary>
sealed class ReportPage
{
    readonly IReadOnlyList<NotebookRunResult> results;
    readonly ReportOptions options;
    readonly NotebookHtml[] notebooks;

    public ReportPage(IReadOnlyList<NotebookRunResult> results, ReportOptions options)
    {
        this.results = results;
        this.options = options;
        var ids = results.Select((_, index) => string.Create(CultureInfo.InvariantCulture, $"notebook-{index + 1}")).ToArray();
        var sections = results.Zip(ids).GroupBy(pair => Path.GetFileName(pair.First.Path)).ToDictionary(pair => pair.Key, pair => pair.First().Second);
        notebooks = [.. results.Zip(ids, (result, id) => new NotebookHtml(result, id, sections))];
    }

    public override string ToString()
    {
        var drawing = $"{WebAsset.Resource("figure.js")}\n{ExploreScript.All}\n{WebAsset.Resource("report.js")}";
        PageScript[] scripts = [PageScript.Of(WebAsset.Plotly), PageScript.Of(WebAsset.Katex), PageScript.Inline(drawing)];
        var title = Html.Escape(options.IsDocument ? notebooks[0].Title : options.Title);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {string.Join(' ', scripts.Select(script => script.Source))}; style-src 'unsafe-inline'; font-src data:; img-src data: blob:; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            {FormulaStyle.Element}
            <style>{WebAsset.Resource("report.css")}</style>
            </head>
            <body{(options.IsDocument ? " class=\"document\"" : "")}>
            {Contents()}
            <main>
            {(options.IsDocument ? string.Concat(notebooks.Select(Document)) : Report(title))}
            </main>
            {string.Join('\n', scripts.Select(script => script.Element))}
            </body>
            </html>

            """;
    }

    string Report(string title) => $"""
        <header>
        <h1>{title}</h1>
        <p>{options.Created.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</p>
        {Overview()}
        </header>
        {string.Concat(notebooks.Select(notebook => notebook.ToHtml()))}
        """;

    /// <summary>The notebook with its authors and its date below its own heading.</summary>
    string Document(NotebookHtml notebook)
    {
        var authors = options.Authors.Length > 0 ? $"<p class=\"authors\">{Html.Escape(options.Authors)}</p>" : "";
        var byline = $"{authors}<p class=\"date\">{options.Created.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}</p>";
        var (html, end) = (notebook.ToHtml(), "</h1>");
        var place = html.IndexOf(end, StringComparison.Ordinal);
        return place < 0 ? $"<h1>{Html.Escape(notebook.Title)}</h1>{byline}{html}" : html.Insert(place + end.Length, byline);
    }

    string Contents() => $"""
        <nav aria-label="Contents">
        <details open id="contents">
        <summary>Contents</summary>
        <button type="button" id="theme" title="Colours: as the system, light, dark">Colours: system</button>
        {(options.IsDocument ? "<button type=\"button\" id=\"code\" aria-pressed=\"false\">Show code</button>" : "")}
        <ol>
        {(options.IsDocument ? string.Concat(notebooks.Select(Inner)) : string.Join('\n', notebooks.Select(Entry)))}
        </ol>
        </details>
        </nav>
        """;

    static string Entry(NotebookHtml notebook)
    {
        var inner = Inner(notebook);
        var link = $"<a href=\"#{notebook.Id}\">{Html.Escape(notebook.Title)}</a>";
        return inner.Length == 0 ? $"<li>{link}</li>" : $"<li><details><summary>{link}</summary><ol>{inner}</ol></details></li>";
    }

    static string Inner(NotebookHtml notebook) => string.Concat(notebook.Headings.Where(heading => heading.Level is 2 or 3)
        .Select(heading => $"<li class=\"level{heading.Level}{(heading.IsAside ? " aside" : "")}\"><a href=\"#{heading.Id}\">{Html.Escape(heading.Text)}</a></li>"));

    string Overview()
    {
        var rows = notebooks.Zip(results, (notebook, result) =>
            $"<tr><td><a href=\"#{notebook.Id}\">{Html.Escape(notebook.Title)}</a></td><td>{notebook.Status}</td><td class=\"number\">{notebook.CellsRun.ToString(CultureInfo.InvariantCulture)}</td><td class=\"number\">{Html.Time(result.Duration)}</td></tr>");
        return $"<div class=\"scroll\"><table class=\"overview\"><thead><tr><th>Notebook</th><th>Run</th><th class=\"number\">Cells run</th><th class=\"number\">Time</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table></div>";
    }
}
