using System.Text;
using System.Text.RegularExpressions;
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
/// <param name="IsAside">True where it is shown with the code only.</param>
sealed record Heading(int Level, string Text, string Id, bool IsAside);

/// <summary>A notebook's markdown cells as HTML, and their headings. HTML inside markdown is shown as text.</summary>
/// <param name="prefix">Begins every id, so that notebooks with the same headings do not share any.</param>
/// <param name="sections">Where links to other notebooks of the report lead: file name to id.</param>
/// <param name="captions">What "Figure 3" in the text leads to.</param>
/// <param name="time">What the notebook's parsers may take.</param>
sealed partial class MarkdownHtml(string prefix, IReadOnlyDictionary<string, string> sections, CaptionLinks captions, PageTime time)
{
    const int LongestSource = 1 << 17;

    static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UseMathematics().UsePipeTables().DisableHtml().Build();

    readonly HashSet<string> taken = [];
    readonly Dictionary<string, int> ids = [];

    /// <summary>The headings so far, in order.</summary>
    public List<Heading> Headings { get; } = [];

    /// <summary>A cell as HTML. What the parser refuses (lists in lists in lists without end) is shown as it was written.</summary>
    /// <param name="source">Markdown.</param>
    /// <param name="isAside">True where the cell's headings belong to the way the text was made, not to the text.</param>
    public string Render(string source, bool isAside = false)
    {
        try
        {
            // Verso takes a single @ for a variable, so notebooks write two for one.
            var document = source.Length <= LongestSource ? time.Run(() => Markdown.Parse(source.Replace("@@", "@", StringComparison.Ordinal), Pipeline)) : null;
            return document is null ? Plain(source) : captions.Link(Html(document, isAside));
        }
        catch (ArgumentException)
        {
            return Plain(source);
        }
    }

    static string Plain(string source) => $"<pre>{Report.Html.Escape(source.Length <= LongestSource ? source : source[..LongestSource] + "\n...")}</pre>";

    string Html(MarkdownDocument document, bool isAside)
    {
        foreach (var block in document.Descendants<HeadingBlock>())
        {
            var heading = new Heading(block.Level, PlainText(block.Inline), "", isAside);
            heading = heading with { Id = Id(heading.Text) };
            block.GetAttributes().Id = heading.Id;
            Headings.Add(heading);
        }
        // $$ on one line is inline to the parser and a line of its own to the writer.
        foreach (var formula in document.Descendants<MathInline>().Where(formula => formula.DelimiterCount == 2))
            formula.GetAttributes().AddClass("display");
        foreach (var link in document.Descendants<LinkInline>().ToArray())
            Restrict(link);
        foreach (var link in document.Descendants<AutolinkInline>().Where(link => !link.IsEmail && !IsWeb(link.Url)).ToArray())
            link.ReplaceBy(new LiteralInline(link.Url));
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
        else if (!link.IsImage && !IsWeb(target))
            link.ReplaceBy(new LiteralInline(PlainText(link)));
        else
            link.GetAttributes().AddProperty("rel", "noopener noreferrer");
    }

    static bool IsWeb(string target) => target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith("http://", StringComparison.Ordinal);

    string Id(string text)
    {
        var words = new string([.. text.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')]).Trim('-');
        for (var number = ids.GetValueOrDefault(words) + 1; ; number++)
        {
            // No heading takes the place of a cell, a figure or a table.
            var id = number == 1 && !Numbered().IsMatch(words) ? $"{prefix}-{words}" : FormattableString.Invariant($"{prefix}-{words}-n{number}");
            ids[words] = number;
            if (taken.Add(id))
                return id;
        }
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

    [GeneratedRegex(@"\A(cell|figure|table)-[0-9]+\z")]
    private static partial Regex Numbered();
}
