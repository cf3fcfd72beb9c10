using System.Text;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NeuralLab.Notebooks.Report;

/// <summary>A heading of a notebook.</summary>
/// <param name="Level">1 is the notebook's title.</param>
/// <param name="Text">In plain text.</param>
/// <param name="Id">Where it stands in the page.</param>
sealed record Heading(int Level, string Text, string Id);

/// <summary>A notebook's markdown cells as HTML, and their headings. HTML inside markdown is shown as text.</summary>
/// <param name="prefix">Begins every id, so that notebooks with the same headings do not share any.</param>
/// <param name="sections">Where links to other notebooks of the report lead: file name to id.</param>
sealed class MarkdownHtml(string prefix, IReadOnlyDictionary<string, string> sections)
{
    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseMathematics().UsePipeTables().DisableHtml().Build();

    readonly HashSet<string> ids = [];

    /// <summary>The headings so far, in order.</summary>
    public List<Heading> Headings { get; } = [];

    public string Render(string source)
    {
        // Verso takes a single @ for a variable, so notebooks write two for one.
        var document = Markdown.Parse(source.Replace("@@", "@", StringComparison.Ordinal), Pipeline);
        foreach (var block in document.Descendants<HeadingBlock>())
        {
            var heading = new Heading(block.Level, PlainText(block.Inline), "");
            heading = heading with { Id = Id(heading.Text) };
            block.GetAttributes().Id = heading.Id;
            Headings.Add(heading);
        }
        // $$ on one line is inline to the parser and a line of its own to the writer.
        foreach (var formula in document.Descendants<MathInline>().Where(formula => formula.DelimiterCount == 2))
            formula.GetAttributes().AddClass("display");
        foreach (var link in document.Descendants<LinkInline>().ToArray())
            Restrict(link);
        return document.ToHtml(Pipeline);
    }

    /// <summary>Links lead to the web, within the report, or nowhere. Pictures would be requests to the outside: their text is kept.</summary>
    void Restrict(LinkInline link)
    {
        var target = link.Url ?? "";
        if (link.IsImage && !target.StartsWith("data:image/", StringComparison.Ordinal))
            link.ReplaceBy(new LiteralInline(PlainText(link)));
        else if (sections.TryGetValue(Path.GetFileName(target), out var section))
            link.Url = $"#{section}";
        else if (!link.IsImage && !target.StartsWith("https://", StringComparison.Ordinal) && !target.StartsWith("http://", StringComparison.Ordinal))
            link.ReplaceBy(new LiteralInline(PlainText(link)));
        else
            link.GetAttributes().AddProperty("rel", "noopener noreferrer");
    }

    string Id(string text)
    {
        var words = new string([.. text.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')]).Trim('-');
        var id = $"{prefix}-{words}";
        for (var number = 2; !ids.Add(id); number++)
            id = FormattableString.Invariant($"{prefix}-{words}-{number}");
        return id;
    }

    static string PlainText(ContainerInline? container)
    {
        var text = new StringBuilder();
        foreach (var inline in container?.Descendants() ?? [])
        {
            text.Append(inline switch
            {
                LiteralInline literal => literal.Content.ToString(),
                CodeInline code => code.Content,
                MathInline math => math.Content.ToString(),
                LineBreakInline => " ",
                _ => "",
            });
        }
        return text.ToString();
    }
}
