using System.Diagnostics;

namespace NeuralLab.Notebooks;

/// <summary>What the cells of a <see cref="CellSession"/> may take. By default there is no limit.</summary>
public sealed record SessionOptions
{
    /// <summary>A cell that runs longer ends the process; null (default): no limit.</summary>
    public TimeSpan? CellTimeLimit { get; init; }

    /// <summary>Bytes that the process and those that it starts may use together, at least 256 MiB; null (default): no limit.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Processes at the same time, the session's own included; null (default): no limit. Counted on Linux only.</summary>
    public int? ProcessLimit { get; init; }

    /// <summary>Where is remembered which packages were restored; default: a folder of the user's.</summary>
    public string PackageFolder { get; init; } = new RunOptions().PackageFolder;

    /// <summary>Time that an interrupted cell has to end before its process is ended; default 3 seconds.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// True: of the environment's variables the process gets those that programs need to run (folders, language, .NET, proxies) and
    /// NeuralLab's own, not those that may hold a secret. False (default), for one's own code: all of them.
    /// </summary>
    public bool CleanEnvironment { get; init; }

    /// <summary>A notebook that takes longer is ended; null (default): no limit. Whoever runs a whole notebook watches it.</summary>
    internal TimeSpan? NotebookTimeLimit { get; init; }

    /// <summary>False to do without a control group where there could be one, as on a system that has none; default true.</summary>
    internal bool UsesControlGroup { get; init; } = true;

    /// <summary>True where a whole notebook is run, which ends with its process; false (default) where the next cell gets a new one.</summary>
    public bool EndsWithItsProcess { get; init; }

    /// <summary>False: cells that ask for packages fail. Packages are restored outside the session's process, with the network. True by default.</summary>
    public bool RestoresPackages { get; init; } = true;

    /// <summary>
    /// Changes how the process is started, for example puts a program before it that shuts it in;
    /// its three streams and inherited handles must reach it. Null (default): as it is.
    /// </summary>
    public Action<ProcessStartInfo>? Starting { get; init; }
}
