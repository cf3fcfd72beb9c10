using System.Text.RegularExpressions;

namespace NeuralLab.Jupyter.Installation;

/// <summary>A kernel cannot be installed or removed as asked. The message is one line that says what to do.</summary>
/// <param name="message">One line.</param>
public sealed class KernelInstallationException(string message) : Exception(message);

/// <summary>Installs this kernel where front ends find it, and removes it.</summary>
public static partial class KernelInstaller
{
    /// <summary>The kernel's name, where no other is given.</summary>
    public const string DefaultName = "neurallab";

    /// <summary>The kernel that the labs' metadata name, as .NET Interactive called its own.</summary>
    public const string Alias = ".net-csharp";

    static readonly string[] Logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    /// <summary>Installs the kernel, or replaces one of ours by that of this build; also as <see cref="Alias"/>, where no other kernel is called so.</summary>
    /// <param name="kernels">A folder of kernels, which need not exist.</param>
    /// <param name="name">Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <returns>The kernels that were installed.</returns>
    /// <exception cref="KernelInstallationException">The name cannot be one, another kernel has it, or the folder cannot be written.</exception>
    public static IReadOnlyList<KernelSpec> Install(string kernels, string name)
    {
        if (!ValidName().IsMatch(name))
            throw new KernelInstallationException($"a kernel's name consists of letters, digits, '.', '_' and '-'; found '{name}'");
        var source = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        var folder = Path.Combine(kernels, name);
        var former = KernelSpec.Read(folder);
        if (former is { IsOurs: false })
            throw new KernelInstallationException($"{folder} is another kernel, which is left alone: give this one another name with --name");
        return Write(kernels, () =>
        {
            Directory.CreateDirectory(folder);
            var program = ProgramCopy.Make(source, folder, former?.Program);
            var kernel = Save(KernelSpec.Create(folder, "C# (NeuralLab)", program, source));
            var isAliasFree = name != Alias && KernelSpec.FindIn([.. JupyterFolders.All, kernels]).All(other => other.Name != Alias || other.IsOurs);
            return isAliasFree ? [kernel, Save(KernelSpec.Create(Path.Combine(kernels, Alias), ".NET (C#), by NeuralLab", program, source))] : new[] { kernel };
        });
    }

    /// <summary>Removes a kernel of ours, and the <see cref="Alias"/> that starts the same program.</summary>
    /// <param name="kernels">The folder of kernels that it is in.</param>
    /// <param name="name">Its name.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="KernelInstallationException">There is no such kernel, it is not ours, or it cannot be removed.</exception>
    public static IReadOnlyList<KernelSpec> Uninstall(string kernels, string name)
    {
        var folder = Path.Combine(kernels, name);
        if (KernelSpec.Read(folder) is not { } kernel)
            throw new KernelInstallationException($"no kernel is installed in {folder}; see: neurallab kernel list");
        if (!kernel.IsOurs)
            throw new KernelInstallationException($"{folder} is not a kernel of NeuralLab: it is left alone");
        var removed = KernelSpec.FindIn([kernels])
            .Where(other => other.Folder == kernel.Folder
                || (other is { Name: Alias, IsOurs: true }
                    && other.Program.StartsWith(kernel.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            .ToArray();
        return Write(kernels, () =>
        {
            foreach (var each in removed)
                Directory.Delete(each.Folder, recursive: true);
            return removed;
        });
    }

    static KernelSpec Save(KernelSpec kernel)
    {
        Directory.CreateDirectory(kernel.Folder);
        foreach (var logo in Logos)
        {
            using var from = typeof(KernelInstaller).Assembly.GetManifestResourceStream(logo)!;
            using var to = File.Create(Path.Combine(kernel.Folder, logo));
            from.CopyTo(to);
        }
        // Last, since the kernel is there from then on.
        kernel.Save();
        return kernel;
    }

    static T Write<T>(string kernels, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new KernelInstallationException($"{kernels} cannot be written: {fault.Message.ReplaceLineEndings(" ")}");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+$")]
    private static partial Regex ValidName();
}
