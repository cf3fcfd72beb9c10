using System.Runtime.InteropServices;

namespace NeuralLab.Notebooks;

/// <summary>The <c>dotnet</c> command that this process itself runs on.</summary>
public static class DotnetHost
{
    /// <summary>Found from the framework's folder, DOTNET/shared/Microsoft.NETCore.App/VERSION: the PATH may name another one, or none.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));
}
