using System.Text.Json.Nodes;
using NeuralLab.Web;

namespace NeuralLab.Charts;

/// <summary>
/// A figure that computes: the page itself works out what the reader changes, with the engine's formulas. <see cref="Explore"/> makes
/// it; a notebook shows it as the value of a cell or with <c>exploration.Display()</c>.
/// </summary>
[TypeFormatterSource(typeof(ExplorationFormatterSource))]
public sealed class Exploration : IShownInNotebooks
{
    /// <summary>The MIME type of <see cref="ToJson"/>: data only, for pages that have the script.</summary>
    public const string MimeType = FigureTypes.Exploration;

    readonly string view;
    readonly JsonObject data;

    internal Exploration(string view, string title, string summary, JsonObject data)
    {
        this.view = view;
        this.data = data;
        Title = Check.Text(title, "a title");
        Summary = summary;
    }

    /// <summary>What it shows, in a few words.</summary>
    public string Title { get; }

    /// <summary>What can be done there, in one line of plain text: what a reader without a script gets.</summary>
    public string Summary { get; }

    /// <summary>What one has seen there, shown below it; empty by default.</summary>
    public string Caption { get; private init; } = "";

    /// <summary>The same with a text below it.</summary>
    /// <param name="caption">One or two sentences in plain text.</param>
    public Exploration WithCaption(string caption) => new(view, Title, Summary, data) { Caption = Check.Text(caption, "a caption") };

    /// <summary><c>{view, title, summary, caption, ...}</c> and what the view needs.</summary>
    public string ToJson()
    {
        JsonObject whole = new() { ["view"] = view, ["title"] = Title, ["summary"] = Summary, ["caption"] = Caption };
        foreach (var (name, value) in data) whole[name] = value?.DeepClone();
        return whole.ToJsonString(Json.Exact);
    }

    /// <summary>A fragment of HTML with its script; it needs nothing else in the page, no network and no other file.</summary>
    public string ToHtml() => ExploreFragment.Of(view, Title, Summary, Caption, ToJson());

    /// <summary>Title, summary and caption in one line.</summary>
    public override string ToString() => $"{Title}. {Summary}{(Caption.Length > 0 ? $" {Caption}" : "")}".ReplaceLineEndings(" ");
}
