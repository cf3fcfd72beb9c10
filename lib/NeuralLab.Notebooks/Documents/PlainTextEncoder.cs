using System.Buffers;
using System.Text.Encodings.Web;

namespace NeuralLab.Notebooks;

/// <summary>
/// Escapes in JSON only what JSON demands (quotation marks, backslashes, control characters), as Jupyter does.
/// The framework's most relaxed encoder still escapes emoji and other characters, which would change lines that nobody edited.
/// </summary>
sealed unsafe class PlainTextEncoder : JavaScriptEncoder
{
    public static readonly PlainTextEncoder Instance = new();

    static readonly SearchValues<char> Special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (char)code), '"', '\\']);

    public override int MaxOutputCharactersPerInputCharacter => 6;

    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < 32 or '"' or '\\';

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        var special = characters.IndexOfAny(Special);
        // Half a surrogate pair has no UTF-8: the base class replaces it.
        var scanned = special < 0 ? characters : characters[..special];
        var lone = IndexOfLoneSurrogate(scanned);
        return lone >= 0 ? lone : special;
    }

    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escaped = Escape(unicodeScalar);
        var fits = escaped.TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? escaped.Length : 0;
        return fits;
    }

    static string Escape(int unicodeScalar) => unicodeScalar switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\b' => "\\b",
        '\f' => "\\f",
        _ => $"\\u{unicodeScalar:x4}",
    };

    static int IndexOfLoneSurrogate(ReadOnlySpan<char> text)
    {
        for (var index = text.IndexOfAnyInRange('\ud800', '\udfff'); index >= 0 && index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
                index++;
            else
                return index;
        }
        return -1;
    }
}
