using System.Net;
using System.Text.Json;
using NeuralLab.Charts;

namespace NeuralLab.Labs;

/// <summary>A lab's conclusions beside what this run says to each. Notebooks show them as a table; tests run the labs with other seeds and read them.</summary>
[TypeFormatterSource(typeof(ClaimsFormatterSource))]
public sealed class Claims : IShownInNotebooks
{
    /// <summary>The MIME type of <see cref="ToJson"/>.</summary>
    public const string MimeType = "application/vnd.neurallab.claims+json";

    Claims(string lab, IReadOnlyList<Claim> all) => (Lab, All) = (lab, all);

    /// <summary>Notebook, such as <c>NN3</c>.</summary>
    public string Lab { get; }

    /// <summary>The claims, in the order of the text.</summary>
    public IReadOnlyList<Claim> All { get; }

    /// <summary>The conclusions of a lab as a table.</summary>
    /// <param name="lab">Notebook, such as <c>NN3</c>.</param>
    /// <param name="claims">At least one.</param>
    /// <exception cref="ArgumentException">There is no claim.</exception>
    public static Claims Show(string lab, params Claim[] claims)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(lab);
        ArgumentNullException.ThrowIfNull(claims);
        return claims.Length == 0 ? throw new ArgumentException("Expected at least one claim, got none.", nameof(claims)) : new(lab, claims);
    }

    /// <summary><c>{lab, claims: [{text, holds, evidence}]}</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new { lab = Lab, claims = All.Select(claim => new { text = claim.Text, holds = claim.Holds, evidence = claim.Evidence }) });

    /// <summary>A table in the colours of the page: a tick where a claim holds in this run, a cross where it does not.</summary>
    public string ToHtml()
    {
        var rows = All.Select(claim =>
        {
            var colour = Look.Palette[claim.Holds ? 2 : 1];
            return $"""
                <div style="border-left:5px solid {colour};background:{Look.Fade(colour, 0.12)};padding:6px 12px;margin:4px 0">
                <b>{(claim.Holds ? "✓ holds" : "✗ not in this run")}</b> {WebUtility.HtmlEncode(claim.Text)} <span style="opacity:0.75">{WebUtility.HtmlEncode(claim.Evidence)}</span></div>
                """;
        });
        return $"<div style=\"font-weight:bold;padding:4px 0\">{WebUtility.HtmlEncode(Lab)}: what this run says</div>{string.Concat(rows)}";
    }

    /// <summary>All in one line.</summary>
    public override string ToString() =>
        $"{Lab}: {string.Join(" ", All.Select(claim => $"{(claim.Holds ? "Holds" : "Not in this run")}: {claim.Text} ({claim.Evidence})"))}".ReplaceLineEndings(" ");
}

/// <summary>The formatters of claims.</summary>
sealed class ClaimsFormatterSource() : ShownFormatterSource(Claims.MimeType);
