namespace NeuralLab;

/// <summary>How far a download is.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Bytes">Bytes that are here.</param>
/// <param name="TotalBytes">Bytes in all, if the server said so.</param>
public readonly record struct DownloadProgress(string File, long Bytes, long? TotalBytes);
