using NeuralLab.Assignments.Marks;

namespace NeuralLab.Assignments.Tests.Class;

/// <summary>Code that does harm or cheats, in the place of one exercise's answer.</summary>
/// <param name="Name">What it does.</param>
/// <param name="Body">The code before the solution, or in its place.</param>
/// <param name="Kinds">How the exercise may end.</param>
/// <param name="IsSolved">True: the solution follows, and all points are due.</param>
/// <param name="After">Code behind the answer, in its cell.</param>
sealed record HostileKind(string Name, string Body, MarkKind[] Kinds, bool IsSolved = false, string After = "")
{
    /// <summary>The kinds. <c>PORT</c> stands for an open port of this machine, <c>SECRET</c> for the manifest's path, <c>COURSE</c> for the name of its folder, which
    /// holds the marks and all submissions too, <c>CANARY</c> for a text that is in the manifest only, <c>OUTSIDE</c> for a folder outside any scratch folder.</summary>
    public static IReadOnlyList<HostileKind> All { get; } =
    [
        new("endless loop", "while (true) { }", [MarkKind.Time]),
        new("sleep for ever", "System.Threading.Thread.Sleep(-1);", [MarkKind.Time]),
        new("stack overflow", "int Deep(int n) => 1 + Deep(n + 1); var deep = Deep(0);", [MarkKind.Crash]),
        new("exit", "Environment.Exit(0);", [MarkKind.Crash]),
        new("fail fast", "Environment.FailFast(\"bye\");", [MarkKind.Crash]),
        new("kill itself", "System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(-1);", [MarkKind.Crash]),
        new("kill its parent and all others", "System.Diagnostics.Process.Start(\"/bin/sh\", [\"-c\", \"kill -9 $PPID 1 2 3 -1\"]).WaitForExit(); System.Threading.Thread.Sleep(-1);", [MarkKind.Crash, MarkKind.Time]),
        new("fork bomb", "System.Diagnostics.Process.Start(\"/bin/sh\", [\"-c\", \"b() { b | b & }; b\"]); while (true) { }", [MarkKind.Time, MarkKind.Processes, MarkKind.Crash]),
        new("memory bomb", "List<byte[]> hoard = []; while (true) { var block = new byte[1 << 24]; Array.Fill(block, (byte)1); hoard.Add(block); }", [MarkKind.Memory]),
        new("native memory bomb", "unsafe { while (true) { var block = (byte*)System.Runtime.InteropServices.NativeMemory.Alloc(1 << 24); new Span<byte>(block, 1 << 24).Fill(1); } }", [MarkKind.Memory]),
        new("100 MB of output", "for (int line = 0; line < 1_000_000; line++) Console.WriteLine(new string('x', 100)); System.Threading.Thread.Sleep(-1);", [MarkKind.Output]),
        new("takes the output away", "Console.SetOut(System.IO.TextWriter.Null); Console.SetError(System.IO.TextWriter.Null);", [MarkKind.Right], IsSolved: true),
        new("warns on standard error", "Console.Error.WriteLine(\"warning: something\");", [MarkKind.Right], IsSolved: true),
        new("changes the culture", "System.Globalization.CultureInfo.CurrentCulture = new(\"de-DE\");", [MarkKind.Right], IsSolved: true),
        new("busy thread left behind", "new System.Threading.Thread(() => { while (true) { } }) { IsBackground = true }.Start();", [MarkKind.Right], IsSolved: true),
        new("exception in a thread", "new System.Threading.Thread(() => throw new Exception(\"thread\")).Start(); System.Threading.Thread.Sleep(-1);", [MarkKind.Crash]),
        new("forged verdict", "Console.WriteLine(\"{\\\"exercise\\\":\\\"NN1.1\\\",\\\"passed\\\":true,\\\"share\\\":1}\"); return default;", Wrong),
        new("reflection on the checks", "typeof(NeuralLab.Labs.CheckResult).GetMethod(\"Right\", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static).Invoke(null, [\"NN1.1\", \"\"]); return default;", Wrong),
        new("patches the judge's seed", "NeuralLab.Labs.Grading.RemoteAnswers.Seed = 1; return default;", Wrong),
        new("calls the check itself", "NeuralLab.Labs.Grading.RemoteAnswers.Listen(\"/tmp/own\"); return default;", Wrong),
        new("offers other answers", "NeuralLab.Labs.Grading.OfferedAnswers.Offer<int>(\"other\", call => 1); return default;", Wrong),
        new("reads the manifest", $"if (!Reached(() => System.IO.File.ReadAllText(@\"SECRET\"))) return default; SOLUTION\n{Reached}", Wrong),
        new("looks for what is the grader's", $"if (!Reached(() => {{ {LookingInFiles} }})) return default; SOLUTION\n{Reached}", Wrong),
        new("asks the processes for what is the grader's", $"if (!Reached(() => {{ {LookingInProcesses} }})) return default; SOLUTION\n{Reached}", Wrong),
        new("writes outside its folder", $"if (!Reached(() => System.IO.File.WriteAllText(@\"OUTSIDE/owned\", \"x\"))) return default; SOLUTION\n{Reached}", Wrong),
        new("writes into the lab", $"if (!Reached(() => System.IO.File.WriteAllText(\"lab.csx\", \"x\"))) return default; SOLUTION\n{Reached}", Wrong),
        new("removes files", $"if (!Reached(() => System.IO.Directory.Delete(@\"OUTSIDE\", true))) return default; SOLUTION\n{Reached}", Wrong),
        new("opens a socket", $"if (!Reached(() => new System.Net.Sockets.TcpClient(\"127.0.0.1\", PORT))) return default; SOLUTION\n{Reached}", Wrong),
        new("sees other processes", $"if (!Reached(() => {{ if (System.IO.Directory.GetDirectories(\"/proc\", \"*\").Count(name => char.IsDigit(name[6])) > 8) return; throw new Exception(); }})) return default; SOLUTION\n{Reached}", Wrong),
        new("fills the disk", "using (var file = System.IO.File.Create(\"/tmp/big\")) while (true) file.Write(new byte[1 << 20]);", [MarkKind.Error, MarkKind.Crash, MarkKind.Memory]),
        new("script in a message", "throw new Exception(\"<script>alert(1)</script>\");", [MarkKind.Error]),
        new("huge message", "throw new Exception(new string('x', 50_000_000));", [MarkKind.Error]),
        new("reads its input", "if (Console.ReadLine() == null) return default; SOLUTION", Wrong),
        new("recognises being graded, and answers rightly then", "if (!Environment.StackTrace.Contains(\"OfferedAnswers\")) return default; SOLUTION", [MarkKind.Right], IsSolved: true),
        new("writes into every pipe", "foreach (var descriptor in System.IO.Directory.GetFiles(\"/proc/self/fd\")) try { using var pipe = System.IO.File.OpenWrite(descriptor); pipe.Write(\"{}\\n{\\\"forged\\\":1}\\n\"u8); } catch (Exception) { } return default;", [.. Wrong, MarkKind.Crash, MarkKind.Time]),
        new("static constructor", "_ = new Patch(); return default;", Wrong, After: $"class Patch {{ static Patch() {{ {Patching} }} }}"),
        new("module initialiser", "return default;", Wrong, After: $"class Patch {{ [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() {{ {Patching} }} }}"),
        new("exits while its cell runs", "return default;", [MarkKind.Crash], After: "Environment.Exit(0);"),
        new("loops while its cell runs", "return default;", [MarkKind.Time], After: "while (true) { }"),
    ];

    static MarkKind[] Wrong => [MarkKind.Wrong, MarkKind.Error, MarkKind.Unanswered];

    /// <summary>Makes every static field of the checks' library what it was not.</summary>
    const string Patching = "foreach (var type in typeof(NeuralLab.Labs.CheckResult).Assembly.GetTypes()) foreach (var field in type.GetFields(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public)) try { if (!field.IsLiteral) field.SetValue(null, null); } catch (Exception) { }";

    /// <summary>
    /// Throws unless some file is the grader's by its path or by what is in it. Of the system's own, which are many, those near the top that have such names;
    /// some have them and are harmless: <c>/usr/share/source-highlight/manifest.lang</c>.
    /// </summary>
    const string LookingInFiles = """
        var options = new System.IO.EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = System.IO.FileAttributes.ReparsePoint };
        var system = new System.IO.EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 };
        var own = new System.IO.DirectoryInfo("/").GetDirectories().Where(folder => folder.LinkTarget == null && folder.Name is not ("usr" or "proc" or "sys" or "dev")).SelectMany(folder => folder.EnumerateFileSystemInfos("*", options));
        var named = new[] { "*manifest*", "*gradebook*", "*submitted*" }.SelectMany(name => new System.IO.DirectoryInfo("/usr").EnumerateFileSystemInfos(name, system));
        bool Holds(System.IO.FileInfo file) { try { return file.Length < 10_000_000 && System.IO.File.ReadAllText(file.FullName).Contains("CANARY"); } catch (Exception) { return false; } }
        if (!own.Concat(named).Any(found => found.FullName.Contains("COURSE") || found is System.IO.FileInfo file && !(file.Extension is ".dll" or ".so" or ".pdb") && Holds(file))) throw new Exception();
        """;

    /// <summary>Throws unless some process's environment, command, mounts or open files name what is the grader's.</summary>
    const string LookingInProcesses = """
        string Text(string file) { try { return System.IO.File.ReadAllText(file); } catch (Exception) { return ""; } }
        string[] Open(string folder) { try { return System.IO.Directory.GetFiles(folder).Select(file => new System.IO.FileInfo(file).LinkTarget ?? "").ToArray(); } catch (Exception) { return []; } }
        var said = System.IO.Directory.GetDirectories("/proc").Where(folder => char.IsDigit(folder[6])).SelectMany(folder => new[] { "environ", "cmdline", "mountinfo" }.Select(file => Text($"{folder}/{file}")).Concat(Open($"{folder}/fd")).Concat(Open($"{folder}/map_files"))).ToArray();
        if (said.All(text => text.Length == 0) || said.Any(text => text.Contains("COURSE") || text.Contains("gradebook"))) return;
        throw new Exception();
        """;

    /// <summary>A statement that says whether an action succeeds.</summary>
    const string Reached = "static bool Reached(Action act) { try { act(); return true; } catch (Exception) { return false; } }";
}
