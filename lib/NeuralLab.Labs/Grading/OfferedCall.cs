namespace NeuralLab.Labs.Grading;

/// <summary>One call of an offered answer.</summary>
public sealed class OfferedCall : IDisposable
{
    readonly WireReader reader;

    internal OfferedCall(byte[] message)
    {
        reader = new WireReader(message);
        Name = reader.ReadText();
    }

    internal string Name { get; }

    internal MemoryStream Reply { get; } = new();

    /// <summary>The next argument.</summary>
    /// <typeparam name="T">Its type, as the exercise declares it.</typeparam>
    public T Next<T>() => (T)reader.Read(typeof(T))!;

    /// <summary>Nothing more is read from the call.</summary>
    public void Dispose() => reader.Dispose();

    internal void Answer(Type type, object? value)
    {
        Reply.WriteByte(1);
        using var writer = new WireWriter(Reply);
        writer.Write(type, value);
    }

    /// <summary>The names of the error's types, the most special first, and its message.</summary>
    internal static MemoryStream Failed(Exception error)
    {
        MemoryStream reply = new();
        reply.WriteByte(0);
        using var writer = new WireWriter(reply);
        List<string> types = [];
        for (var type = error.GetType(); type is not null && type != typeof(object) && types.Count < 8; type = type.BaseType) types.Add(type.Name);
        writer.Write(typeof(string[]), types.ToArray());
        writer.Write(typeof(string), error.Message);
        return reply;
    }
}
