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
        var drawing = $"{WebAsset.Resource("figure.js")}\n{WebAsset.Resource("report.js")}";
        PageScript[] scripts = [PageScript.Of(WebAsset.Plotly), PageScript.Of(WebAsset.Katex), PageScript.Inline(drawing)];
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {string.Join(' ', scripts.Select(script => script.Source))}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Html.Escape(options.Title)}</title>
            <style>{WebAsset.Resource("report.css")}</style>
            </head>
            <body>
            {Contents()}
            <main>
            <header>
            <h1>{Html.Escape(options.Title)}</h1>
            <p>{options.Created.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)}</p>
            {Overview()}
            </header>
            {string.Concat(notebooks.Select(notebook => notebook.ToHtml()))}
            </main>
            {string.Join('\n', scripts.Select(script => script.Element))}
            </body>
            </html>

            """;
    }

    string Contents() => $"""
        <nav aria-label="Contents">
        <details open id="contents">
        <summary>Contents</summary>
        <button type="button" id="theme" title="Colours: as the system, light, dark">Colours: system</button>
        <ol>
        {string.Join('\n', notebooks.Select(Entry))}
        </ol>
        </details>
        </nav>
        """;

    static string Entry(NotebookHtml notebook)
    {
        var inner = notebook.Headings.Where(heading => heading.Level is 2 or 3)
            .Select(heading => $"<li class=\"level{heading.Level}\"><a href=\"#{heading.Id}\">{Html.Escape(heading.Text)}</a></li>").ToArray();
        var link = $"<a href=\"#{notebook.Id}\">{Html.Escape(notebook.Title)}</a>";
        return inner.Length == 0 ? $"<li>{link}</li>" : $"<li><details><summary>{link}</summary><ol>{string.Concat(inner)}</ol></details></li>";
    }

    string Overview()
    {
        var rows = notebooks.Zip(results, (notebook, result) =>
            $"<tr><td><a href=\"#{notebook.Id}\">{Html.Escape(notebook.Title)}</a></td><td>{notebook.Status}</td><td class=\"number\">{notebook.CellsRun.ToString(CultureInfo.InvariantCulture)}</td><td class=\"number\">{Html.Time(result.Duration)}</td></tr>");
        return $"<div class=\"scroll\"><table class=\"overview\"><thead><tr><th>Notebook</th><th>Run</th><th class=\"number\">Cells run</th><th class=\"number\">Time</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table></div>";
    }
}
