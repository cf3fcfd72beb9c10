namespace NeuralLab.Jupyter.Messaging;

/// <summary>Places in text: Jupyter counts Unicode characters, C# counts UTF-16 code units.</summary>
static class CodePoints
{
    /// <summary>The index in code units of a place that is counted in characters.</summary>
    public static int ToUnits(string text, int characters)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (characters-- <= 0)
                break;
            units += rune.Utf16SequenceLength;
        }
        return units;
    }

    /// <summary>The place in characters of an index in code units.</summary>
    public static int FromUnits(string text, int units)
    {
        var characters = 0;
        foreach (var _ in text.AsSpan(0, Math.Clamp(units, 0, text.Length)).EnumerateRunes())
            characters++;
        return characters;
    }
}
