namespace NeuralLab.Notebooks.Protocol;

/// <summary>Names of faults that are no exception of the cell's own code (nbformat's <c>ename</c>).</summary>
static class FaultNames
{
    public const string NotebookFormat = "NotebookFormat";
    public const string Unexpected = "UnexpectedError";
    public const string Compilation = "CompilationError";
    public const string Directive = "DirectiveError";
    public const string PackageRestore = "PackageRestoreError";
    public const string TimeLimit = "TimeLimit";
    public const string MemoryLimit = "MemoryLimit";
    public const string ProcessLimit = "ProcessLimit";
    public const string Cancelled = "Cancelled";
    public const string Interrupted = "Interrupted";
    public const string StackOverflow = "StackOverflow";
    public const string OutOfMemory = "OutOfMemory";
    public const string FailFast = "FailFast";
    public const string UnhandledException = "UnhandledException";
    public const string ProcessKilled = "ProcessKilled";
    public const string ProcessExited = "ProcessExited";
}
