using NeuralLab.Assignments.Source;

namespace NeuralLab.Assignments.Grading;

/// <summary>Names in an answer that an exercise does not need: a person should look at it. They cost nothing.</summary>
static class Review
{
    static readonly HashSet<string> Unusual =
    [
        "Environment", "Process", "Reflection", "Assembly", "Activator", "AppDomain", "BindingFlags", "GetMethod", "GetField", "MethodInfo", "Emit", "StackTrace", "Socket", "TcpClient",
        "HttpClient", "Dns", "File", "Directory", "FileStream", "DllImport", "LibraryImport", "NativeLibrary", "Marshal", "Unsafe", "ModuleInitializer", "CheckResult", "RemoteAnswers",
        "OfferedAnswers", "SetOut", "SetError", "Thread", "GetDelegateForFunctionPointer",
    ];

    /// <summary>One line; empty where there is nothing.</summary>
    internal static string Of(string answer)
    {
        // Members count too: typeof(X).Assembly.
        var names = CodePart.Parse(answer).DescendantTokens().Select(token => token.ValueText);
        var found = names
            .Where(name => Unusual.Contains(name) || (name.StartsWith("Check", StringComparison.Ordinal) && name.Length > "Check".Length))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        return found.Length == 0 ? "" : $"look at it: uses {string.Join(", ", found)}";
    }
}
