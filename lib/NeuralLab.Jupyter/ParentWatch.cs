using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NeuralLab.Jupyter;

/// <summary>Notices that the program which started this process has ended: a kernel that nobody can reach any more must end too.</summary>
static partial class ParentWatch
{
    /// <summary>Jupyter's launcher names itself here: on Windows by a handle of its process, elsewhere by its number.</summary>
    const string Variable = "JPY_PARENT_PID";

    const int FirstOfAll = 1;
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Calls once when the parent has ended.</summary>
    /// <param name="ended">Called from another thread.</param>
    public static void Start(Action ended)
    {
        if (OperatingSystem.IsWindows())
            new Thread(() => WaitOnWindows(ended)) { IsBackground = true, Name = "parent" }.Start();
        else
            new Thread(() => WaitOnUnix(ended)) { IsBackground = true, Name = "parent" }.Start();
    }

    /// <summary>A process whose parent ends gets another one.</summary>
    static void WaitOnUnix(Action ended)
    {
        var parent = GetParent();
        // What the first of all processes started, as in a container, belongs to nobody who could leave.
        if (parent <= FirstOfAll)
            return;
        // A launcher may have ended already, before this was looked at.
        var isGone = int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var launcher)
            && launcher > FirstOfAll && launcher != parent && !Exists(launcher);
        while (!isGone && GetParent() == parent)
            Thread.Sleep(Interval);
        ended();
    }

    static void WaitOnWindows(Action ended)
    {
        try
        {
            if (nint.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out var handle) && handle > 1)
            {
                using var process = new ProcessWait(handle);
                process.WaitOne();
                ended();
                return;
            }
            var information = new ProcessBasicInformation();
            if (NtQueryInformationProcess(-1, 0, ref information, Marshal.SizeOf<ProcessBasicInformation>(), out _) != 0)
                return;
            using var parent = Process.GetProcessById((int)information.ParentId);
            // A number that was given anew belongs to a process that is younger than this one.
            if (parent.StartTime <= Process.GetCurrentProcess().StartTime)
                parent.WaitForExit();
            ended();
        }
        catch (ArgumentException)
        {
            ended();
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // The parent is not ours to watch.
        }
    }

    static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    sealed class ProcessWait : WaitHandle
    {
        public ProcessWait(nint process) => SafeWaitHandle = new SafeWaitHandle(process, ownsHandle: false);
    }

    struct ProcessBasicInformation
    {
        public nint ExitStatus, EnvironmentBlock, AffinityMask, BasePriority, Id, ParentId;
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParent();

    [LibraryImport("ntdll")]
    private static partial int NtQueryInformationProcess(nint process, int kind, ref ProcessBasicInformation information, int length, out int needed);
}
