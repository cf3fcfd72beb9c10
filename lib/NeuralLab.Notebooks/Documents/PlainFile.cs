using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NeuralLab.Notebooks;

/// <summary>Reads files that somebody else named: a pipe without a writer does not block, a device without an end does not fill the memory.</summary>
static partial class PlainFile
{
    const int DoNotBlock = 0x800;
    const int CloseOnExec = 0x80000;

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="largest">The most bytes that are accepted.</param>
    /// <exception cref="IOException">There is no such file, it is none (a folder, a pipe), or it is larger.</exception>
    /// <exception cref="UnauthorizedAccessException">It is closed to us.</exception>
    public static byte[] Read(string path, int largest)
    {
        if (Directory.Exists(path))
            throw new IOException($"{path} is a folder: expected a file");
        using var file = Open(path);
        if (!file.CanSeek)
            throw new IOException($"{path} is a pipe or a device: expected a file");
        using var bytes = new MemoryStream();
        var part = new byte[1 << 16];
        for (int count; (count = file.Read(part)) > 0;)
        {
            bytes.Write(part, 0, count);
            if (bytes.Length > largest)
                throw new IOException($"{path} is too large: expected at most {largest >> 20} MiB");
        }
        return bytes.ToArray();
    }

    static FileStream Open(string path)
    {
        // The framework opens a pipe only together with a writer. Elsewhere than on Linux it does so here, too.
        if (!OperatingSystem.IsLinux())
            return File.OpenRead(path);
        var descriptor = OpenFile(path, DoNotBlock | CloseOnExec);
        if (descriptor < 0)
        {
            // The framework's own message is the better one.
            using var _ = File.OpenRead(path);
            throw new IOException($"{path} cannot be opened: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }
        return new FileStream(new SafeFileHandle(descriptor, ownsHandle: true), FileAccess.Read);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenFile(string path, int flags);
}
