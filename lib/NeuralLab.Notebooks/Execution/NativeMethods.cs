using System.Runtime.InteropServices;

namespace NeuralLab.Notebooks.Execution;

/// <summary>The few calls to the operating system that the framework has no name for.</summary>
static partial class NativeMethods
{
    const int SetDescriptorFlags = 2;
    const int CloseOnExec = 1;
    const uint HandleFlagInherit = 1;
    const int SetChildSubreaper = 36;

    /// <summary>Processes that a cell starts do not inherit the pipe: they could forge messages, and would keep it open after this process ended.</summary>
    public static void KeepFromChildren(SafeHandle pipe)
    {
        _ = OperatingSystem.IsWindows() ? SetHandleInformation(pipe, HandleFlagInherit, 0) : FileControl(pipe, SetDescriptorFlags, CloseOnExec);
    }

    /// <summary>On Linux processes whose parent has ended become children of this one, as long as it started one of their ancestors.</summary>
    public static void AdoptOrphans()
    {
        if (OperatingSystem.IsLinux())
            _ = ProcessControl(SetChildSubreaper, 1, 0, 0, 0);
    }

    /// <summary>Writes out what native code has printed through the C library and is still in its buffers.</summary>
    public static void FlushNativeOutput()
    {
        _ = OperatingSystem.IsWindows() ? FlushWindows(0) : FlushUnix(0);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FileControl(SafeHandle descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint argument, nuint second, nuint third, nuint fourth);

    [LibraryImport("kernel32", EntryPoint = "SetHandleInformation")]
    private static partial int SetHandleInformation(SafeHandle handle, uint mask, uint flags);

    [LibraryImport("libc", EntryPoint = "fflush")]
    private static partial int FlushUnix(nint allStreams);

    [LibraryImport("ucrtbase", EntryPoint = "fflush")]
    private static partial int FlushWindows(nint allStreams);
}
