using System.Collections.Concurrent;
using NeuralLab.Notebooks.Cells;
using NeuralLab.Notebooks.Packages;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>Has the parent restore the packages that cells ask for: it does so once for all notebooks.</summary>
sealed class CellPackages(MessageStream parent)
{
    readonly BlockingCollection<PackagesFound> answers = [];
    readonly List<PackageRequest> packages = [];
    readonly List<string> sources = [];

    /// <summary>The parent's answer.</summary>
    public void Take(PackagesFound answer) => answers.Add(answer);

    /// <summary>The assembly files of all packages so far; empty where the cell asks for none.</summary>
    /// <exception cref="PackageRestoreException">They cannot be restored.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public IReadOnlyList<string> Restore(ExpandedCell cell, CancellationToken interrupted)
    {
        sources.AddRange(cell.Sources.Distinct().Except(sources));
        if (cell.Packages.Count == 0)
            return [];
        // An answer to a cell that was interrupted meanwhile.
        while (answers.TryTake(out _))
        {
        }
        PackageRequest[] wanted = [.. packages.Union(cell.Packages)];
        parent.Send(new CellNeeds(wanted, sources));
        var found = answers.Take(interrupted);
        if (found.Fault is { } fault)
            throw new PackageRestoreException(fault);
        packages.AddRange(cell.Packages.Except(packages));
        return found.Files;
    }
}
