namespace NeuralLab.Charts;

/// <summary>What <see cref="TypeFormatterSourceAttribute"/> names: gives hosts one formatter per MIME type.</summary>
/// <param name="jsonMimeType">The MIME type of <see cref="IShownInNotebooks.ToJson"/>.</param>
public abstract class ShownFormatterSource(string jsonMimeType)
{
    /// <summary>One formatter for HTML, one for text, one for JSON: objects with the members that hosts look for.</summary>
    public IEnumerable<object> CreateTypeFormatters() =>
    [
        new Formatter("text/html", shown => shown.ToHtml()),
        new Formatter("text/plain", shown => shown.ToString()!),
        new Formatter(jsonMimeType, shown => shown.ToJson()),
    ];

    sealed class Formatter(string mimeType, Func<IShownInNotebooks, string> text)
    {
        public string MimeType { get; set; } = mimeType;

        /// <summary>Writes the object and says so; writes nothing of any other object.</summary>
        public bool Format(object instance, TextWriter writer)
        {
            if (instance is not IShownInNotebooks shown)
                return false;
            writer.Write(text(shown));
            return true;
        }
    }
}

/// <summary>The formatters of figures.</summary>
sealed class FigureFormatterSource() : ShownFormatterSource(Figure.MimeType);

/// <summary>The formatters of tables.</summary>
sealed class TableFormatterSource() : ShownFormatterSource(TableView.MimeType);

/// <summary>The formatters of sentences.</summary>
sealed class TextFormatterSource() : ShownFormatterSource(TextView.MimeType);

/// <summary>The formatters of figures that compute.</summary>
sealed class ExplorationFormatterSource() : ShownFormatterSource(Exploration.MimeType);
