using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NeuralLab.Notebooks.Packages;

/// <summary>A project that does nothing but ask for packages, so that <c>dotnet restore</c> finds them as it does for any project.</summary>
sealed partial record RestoreProject(IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Sources, string ConfigurationFolder)
{
    static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>True where the latest version is asked for, which may be another tomorrow.</summary>
    public bool IsFloating => Packages.Any(package => package.Version.Contains('*', StringComparison.Ordinal));

    /// <summary>Writes the project into an empty folder and restores it there.</summary>
    /// <exception cref="PackageRestoreException">The restore failed or took longer than a minute.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Restore(string folder, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, "packages.csproj");
        ToXml().Save(file);
        var start = new ProcessStartInfo(DotnetHost.Path, ["restore", file, "--nologo", "--verbosity", "quiet"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        var said = new StringBuilder();
        using var restore = new Process { StartInfo = start };
        restore.OutputDataReceived += Hear;
        restore.ErrorDataReceived += Hear;
        restore.Start();
        restore.StandardInput.Close();
        restore.BeginOutputReadLine();
        restore.BeginErrorReadLine();
        Wait(restore, cancellation);
        if (restore.ExitCode != 0)
            throw new PackageRestoreException(Errors(said.ToString()));

        void Hear(object sender, DataReceivedEventArgs line)
        {
            lock (said)
                said.AppendLine(line.Data);
        }
    }

    static void Wait(Process restore, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            restore.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            restore.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new PackageRestoreException($"dotnet restore took longer than {TimeLimit.TotalSeconds:0} s and was ended");
        }
    }

    XElement ToXml() => new("Project",
        new XAttribute("Sdk", "Microsoft.NET.Sdk"),
        new XElement("PropertyGroup",
            new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
            new XElement("EnableDefaultItems", "false"),
            new XElement("NuGetAudit", "false"),
            new XElement("ManagePackageVersionsCentrally", "false"),
            new XElement("RestoreRootConfigDirectory", Escape(ConfigurationFolder)),
            new XElement("RestoreAdditionalProjectSources", string.Join(";", Sources.Select(Escape)))),
        new XElement("ItemGroup", Packages.Select(package => new XElement("PackageReference",
            new XAttribute("Include", package.Name),
            new XAttribute("Version", package.Version)))));

    /// <summary>Text in which MSBuild sees no property, item or list.</summary>
    static string Escape(string text) => Special().Replace(text, character => $"%{(int)character.Value[0]:X2}");

    /// <summary>The restore's own errors, a line each, without the name of the temporary project; all that it said where it named no error.</summary>
    static string Errors(string said)
    {
        var errors = ErrorLine().Matches(said).Select(match => match.Groups["text"].Value.Trim()).Distinct().ToArray();
        return errors.Length > 0 ? string.Join("\n", errors) : said.Trim();
    }

    [GeneratedRegex(@"[%$@();*?']")]
    private static partial Regex Special();

    [GeneratedRegex(@"error (?<text>[A-Z]+\d+:.*)")]
    private static partial Regex ErrorLine();
}
