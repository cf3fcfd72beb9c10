using System.IO.Compression;
using System.Text;
using NeuralLab.Assignments.Marks;
using NeuralLab.Notebooks;

namespace NeuralLab.Assignments.Tests.Class;

/// <summary>A class made from a fixed seed: right, right in other ways, right in part, wrong, damaged and hostile, as many as are wanted.</summary>
/// <param name="course">The lab.</param>
/// <param name="places">What hostile code reaches for: <c>PORT</c>, <c>SECRET</c>, and so on.</param>
sealed class MadeClass(Course course, IReadOnlyDictionary<string, string> places)
{
    readonly Random random = new(20261130);
    readonly List<MadeSubmission> made = [];

    /// <summary>The class: one of each kind from the first wanted on, the rest drawn.</summary>
    /// <param name="count">How many.</param>
    /// <param name="first">The number of the first kind, from 0: small classes that begin elsewhere have other kinds.</param>
    public IReadOnlyList<MadeSubmission> Make(int count, int first)
    {
        var honest = Honest().Length;
        Func<MadeSubmission>[] all = [.. Honest(), .. DamagedKind.All.Select(kind => Of(() => Damaged(kind))), .. Files(), .. HostileKind.All.Select(kind => Of(() => Hostile(kind)))];
        while (made.Count < count)
        {
            // Two of three students are honest, as in a real class.
            made.Add(all[made.Count < all.Length ? (first + made.Count) % all.Length : random.Next(3) > 0 ? random.Next(honest) : random.Next(all.Length)]());
        }
        return made;
    }

    /// <summary>A class of one that is right and of hostile kinds by their names.</summary>
    public IReadOnlyList<MadeSubmission> Make(params string[] hostile)
    {
        made.Add(Honest()[0]());
        foreach (var name in hostile) made.Add(Hostile(HostileKind.All.Single(kind => kind.Name == name)));
        return made;
    }

    Func<MadeSubmission>[] Honest() =>
    [
        () => Plain("right", exercise => course.Solution(exercise), _ => (1, [MarkKind.Right])),
        () => Plain("right in another way", exercise => Other(exercise) ?? course.Solution(exercise), _ => (1, [MarkKind.Right])),
        () => Plain("right in part", exercise => OtherAnswers.Partly.TryGetValue(exercise.Id, out var part) ? part.Body : course.Solution(exercise),
            exercise => OtherAnswers.Partly.TryGetValue(exercise.Id, out var part) ? (part.Share, [MarkKind.Partial]) : (1, [MarkKind.Right])),
        () => Plain("not begun", _ => null, _ => (0, [MarkKind.Unanswered])),
        () => One("one is not begun", null, [MarkKind.Unanswered]),
        () => One("gives the default", "return default;", [.. Wrong, MarkKind.Unanswered]),
        () => One("does not compile", "return 1 +;", [MarkKind.Compilation]),
        () => One("an unknown name", "return unknown;", [MarkKind.Compilation]),
        () => One("a brace too few", "{", [MarkKind.Compilation]),
        () => One("throws", "int zero = 0; return (1 / zero) switch { _ => default };", [MarkKind.Error]),
        () => One("only a comment", "// I do not know", [MarkKind.Compilation, .. Wrong]),
        () => Changed("a cell of its own that helps", notebook =>
        {
            notebook.Cells.Insert(1, new NotebookCell(CellType.Code, "static T Same<T>(T value) => value;"));
            return exercise => course.Solution(exercise).Replace("return ", "return Same(", StringComparison.Ordinal) is var body && body.Contains("return Same(", StringComparison.Ordinal) && body.Count(letter => letter == ';') == 1
                ? body.Replace(";", ");", StringComparison.Ordinal) : course.Solution(exercise);
        }),
        () => Changed("a cell of its own that fails", notebook =>
        {
            notebook.Cells.Insert(2, new NotebookCell(CellType.Code, "throw new Exception(\"mine\");"));
            return course.Solution;
        }),
    ];

    Func<MadeSubmission>[] Files() =>
    [
        .. DamagedKind.Unreadable.Select(file => Of(() => new MadeSubmission(Name(), file.Name, folder => Save(folder, file.Content), All(0, MarkKind.Missing), SubmissionStatus.Unreadable))),
        Of(() => Zipped("a zip", zip => Entry(zip, $"{course.Manifest.Name}.ipynb"), isFound: true)),
        Of(() => Zipped("a name with ..", zip => { Entry(zip, "../../escaped.ipynb"); Entry(zip, $"work/{course.Manifest.Name}.ipynb"); }, isFound: true)),
        Of(() => Zipped("a zip bomb", zip =>
        {
            using var stream = zip.CreateEntry($"{course.Manifest.Name}.ipynb").Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 300; i++) stream.Write(zeros);
        }, isFound: false)),
        Of(() => Zipped("a link in the zip", zip =>
        {
            var link = zip.CreateEntry($"{course.Manifest.Name}.ipynb");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var stream = link.Open();
            stream.Write("/etc/passwd"u8);
        }, isFound: false)),
        Of(() => new MadeSubmission(Name(), "a link to another's work", folder => File.CreateSymbolicLink(Path.Combine(folder, $"{course.Manifest.Name}.ipynb"), course.SourcePath), All(0, MarkKind.Missing), SubmissionStatus.Unreadable)),
        Of(() => new MadeSubmission(Name(), "nothing", _ => { }, All(0, MarkKind.Missing), SubmissionStatus.Unreadable)),
    ];

    MadeSubmission Damaged(DamagedKind kind)
    {
        var exercise = Drawn();
        var content = kind.Damage(course.Answered(course.Solution), exercise);
        return new(Name(), kind.Name, folder => Save(folder, content), Expect(other => kind.IsLost && other == exercise ? (0, [MarkKind.Missing, MarkKind.Unanswered, MarkKind.Compilation, .. Wrong]) : (1, [MarkKind.Right])), kind.Status);
    }

    MadeSubmission Hostile(HostileKind kind)
    {
        var exercise = Drawn();
        var body = kind.Body.Replace("SOLUTION", course.Solution(exercise), StringComparison.Ordinal);
        foreach (var (word, place) in places) body = body.Replace(word, place, StringComparison.Ordinal);
        if (!kind.Body.Contains("SOLUTION", StringComparison.Ordinal)) body += "\n" + (kind.IsSolved ? course.Solution(exercise) : "return default;");
        var notebook = course.Answered(other => other == exercise ? body : course.Solution(other));
        if (kind.After.Length > 0) Course.CellOf(notebook, exercise).Source += "\n" + kind.After;
        return Of(kind.Name, notebook, other => other != exercise ? (1, [MarkKind.Right]) : (kind.IsSolved ? 1 : 0, kind.Kinds));
    }

    MadeSubmission One(string kind, string? body, MarkKind[] kinds)
    {
        var exercise = Drawn();
        return Plain(kind, other => other == exercise ? body : course.Solution(other), other => other == exercise ? (0, kinds) : (1, [MarkKind.Right]));
    }

    MadeSubmission Changed(string kind, Func<NotebookDocument, Func<Exercise, string>> change)
    {
        var notebook = course.Release();
        var answer = change(notebook);
        foreach (var exercise in course.Manifest.Exercises) Course.Put(notebook, exercise, answer(exercise));
        return Of(kind, notebook, _ => (1, [MarkKind.Right]));
    }

    MadeSubmission Plain(string kind, Func<Exercise, string?> answer, Func<Exercise, (double, MarkKind[])> expected) => Of(kind, course.Answered(answer), expected);

    MadeSubmission Of(string kind, NotebookDocument notebook, Func<Exercise, (double, MarkKind[])> expected)
    {
        var content = Encoding.UTF8.GetBytes(notebook.ToJson());
        return new(Name(), kind, folder => Save(folder, content), Expect(expected), SubmissionStatus.Graded);
    }

    MadeSubmission Zipped(string kind, Action<ZipArchive> fill, bool isFound) => new(Name(), kind, folder =>
    {
        using var zip = ZipFile.Open(Path.Combine(folder, "work.zip"), ZipArchiveMode.Create);
        fill(zip);
    }, isFound ? Expect(_ => (1, [MarkKind.Right])) : All(0, MarkKind.Missing), isFound ? null : SubmissionStatus.Unreadable);

    void Entry(ZipArchive zip, string name)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(course.Answered(course.Solution).ToJson()));
    }

    void Save(string folder, byte[] content) => File.WriteAllBytes(Path.Combine(folder, $"{course.Manifest.Name}.ipynb"), content);

    Dictionary<string, (double, MarkKind[])> Expect(Func<Exercise, (double Share, MarkKind[] Kinds)> expected) =>
        course.Manifest.Exercises.ToDictionary(exercise => exercise.Id, exercise => (exercise.Points * expected(exercise).Share, expected(exercise).Kinds));

    Dictionary<string, (double, MarkKind[])> All(double points, MarkKind kind) => Expect(_ => (points, [kind]));

    string? Other(Exercise exercise) => OtherAnswers.Right.TryGetValue(exercise.Id, out var answers) ? answers[random.Next(answers.Length)] : null;

    Exercise Drawn() => course.Manifest.Exercises[random.Next(course.Manifest.Exercises.Count)];

    string Name() => $"student{made.Count:000}";

    static Func<MadeSubmission> Of(Func<MadeSubmission> make) => make;

    static MarkKind[] Wrong => [MarkKind.Wrong, MarkKind.Error, MarkKind.Partial];
}
