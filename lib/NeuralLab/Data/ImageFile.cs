namespace NeuralLab;

/// <summary>A published file of images or labels.</summary>
/// <param name="Name">Its name without <c>.gz</c>.</param>
/// <param name="Length">Its length in bytes, unpacked.</param>
/// <param name="Sha256">The SHA-256 of its unpacked content, in lower-case hexadecimal digits.</param>
public sealed record ImageFile(string Name, int Length, string Sha256);
