namespace NeuralLab.Kernels;

/// <summary>The rows of a tile as types, so that the compiler makes a kernel of its own for each kind.</summary>
interface ITileRows
{
    /// <summary>Two vectors, or one.</summary>
    static abstract bool HasSecond { get; }

    /// <summary>The last vector is not full: nothing beyond its rows may be read or written.</summary>
    static abstract bool IsPart { get; }
}

readonly struct TwoVectors : ITileRows
{
    public static bool HasSecond => true;

    public static bool IsPart => false;
}

readonly struct TwoVectorsInPart : ITileRows
{
    public static bool HasSecond => true;

    public static bool IsPart => true;
}

readonly struct OneVector : ITileRows
{
    public static bool HasSecond => false;

    public static bool IsPart => false;
}

readonly struct OneVectorInPart : ITileRows
{
    public static bool HasSecond => false;

    public static bool IsPart => true;
}
