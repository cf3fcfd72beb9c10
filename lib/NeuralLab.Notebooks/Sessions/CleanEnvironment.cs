namespace NeuralLab.Notebooks;

/// <summary>The variables of the environment that code of others may see: what programs need to run, and nothing that may hold a secret.</summary>
static class CleanEnvironment
{
    static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TMP", "TEMP", "TERM", "CI",
        "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SSL_CERT_FILE", "SSL_CERT_DIR",
        "SystemRoot", "SystemDrive", "windir", "ComSpec", "PATHEXT", "OS", "USERNAME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PUBLIC",
        "ProgramData", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "CommonProgramFiles", "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE",
    };

    static readonly string[] Prefixes = ["LC_", "XDG_", "DOTNET_", "NEURALLAB_", "OMP_"];

    /// <summary>Addresses, which may hold a name and a password.</summary>
    static readonly HashSet<string> Proxies = new(StringComparer.OrdinalIgnoreCase) { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY" };

    /// <summary>Removes every other variable.</summary>
    public static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var (name, value) in environment.ToArray())
        {
            if (!IsNeeded(name, value ?? ""))
                environment.Remove(name);
        }
    }

    static bool IsNeeded(string name, string value) =>
        Names.Contains(name)
        || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        || (Proxies.Contains(name) && !value.Contains('@', StringComparison.Ordinal));
}
