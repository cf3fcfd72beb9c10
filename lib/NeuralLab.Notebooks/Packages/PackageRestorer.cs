using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace NeuralLab.Notebooks.Packages;

/// <summary>Packages cannot be restored. The message is what the restore itself said.</summary>
sealed class PackageRestoreException(string message) : Exception(message);

/// <summary>
/// Restores packages with the SDK's own <c>dotnet restore</c>, with the user's feeds. Successes are kept on disk;
/// successes and failures alike are asked for once in a run, however many notebooks want the same.
/// </summary>
/// <param name="cacheFolder">Where successes are kept.</param>
sealed class PackageRestorer(string cacheFolder)
{
    readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<string>>> restored = new();

    /// <summary>The assembly files of the packages and of all that they depend on.</summary>
    /// <param name="packages">All packages that the notebook has asked for so far, since they must fit together.</param>
    /// <param name="sources">Feeds besides those that the user has configured.</param>
    /// <param name="folder">The notebook's folder: a NuGet.config there or above it counts.</param>
    /// <param name="cancellation">Ends a restore that is under way.</param>
    /// <exception cref="PackageRestoreException">The restore failed.</exception>
    /// <exception cref="OperationCanceledException">The restore was cancelled.</exception>
    public IReadOnlyList<string> Restore(IReadOnlyList<PackageRequest> packages, IReadOnlyList<string> sources, string folder, CancellationToken cancellation)
    {
        var key = string.Join("\n", [Environment.Version.ToString(), folder, .. sources, .. packages.Select(package => package.ToString())]);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var mine = restored.GetOrAdd(key, _ => new(() => Restore(key, new RestoreProject(packages, sources, folder), cancellation)));
            try
            {
                return mine.Value;
            }
            catch (OperationCanceledException)
            {
                // Whoever cancelled it, the next one who asks begins anew.
                restored.TryRemove(KeyValuePair.Create(key, mine));
            }
        }
    }

    IReadOnlyList<string> Restore(string key, RestoreProject project, CancellationToken cancellation)
    {
        var kept = Path.Combine(cacheFolder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32]);
        if (!project.IsFloating && RestoredAssets.Read(kept) is { } files)
            return files;

        var work = $"{kept}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(work);
            project.Restore(work, cancellation);
            files = RestoredAssets.Read(work) ?? throw new PackageRestoreException("the restore succeeded, but its packages are not all there");
            AtomicTextFile.Write(RestoredAssets.FileIn(kept), File.ReadAllText(RestoredAssets.FileIn(work)));
            return files;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new PackageRestoreException($"{cacheFolder} cannot be used: {fault.Message}");
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }
}
