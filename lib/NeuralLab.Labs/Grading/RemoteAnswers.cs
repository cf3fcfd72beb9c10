using System.Diagnostics;
using System.Net.Sockets;

namespace NeuralLab.Labs.Grading;

/// <summary>
/// The side of the checks: asks another process, which runs a student's code, for answers. What comes back are numbers; that process
/// knows nothing of the check, and nothing it does changes what is checked.
/// </summary>
public static class RemoteAnswers
{
    static readonly Stopwatch Clock = new();
    static Socket? listener;
    static Socket? answers;
    static TimeSpan limit;

    /// <summary>Draws the inputs of all checks of this process; null (default): each check draws others.</summary>
    public static int? Seed { get; set; }

    /// <summary>Lets one process connect that will give answers.</summary>
    /// <param name="path">The socket to make; any user may connect.</param>
    public static void Listen(string path)
    {
        Close();
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, (UnixFileMode)0x1B6);
        listener.Listen(1);
    }

    /// <summary>Waits for that process.</summary>
    /// <param name="seconds">As long as this.</param>
    /// <returns>False if it did not come.</returns>
    public static bool Accept(double seconds)
    {
        if (listener is null || !listener.Poll(TimeSpan.FromSeconds(seconds), SelectMode.SelectRead)) return false;
        answers = listener.Accept();
        return true;
    }

    /// <summary>A new exercise: from now on its answers have this time, all together.</summary>
    /// <param name="seconds">More than 0.</param>
    /// <returns>False if the other process is gone, or has lost its turn: no answer can come any more.</returns>
    public static bool Begin(double seconds)
    {
        limit = TimeSpan.FromSeconds(seconds);
        Clock.Restart();
        return answers is not null;
    }

    /// <summary>Lets the process go.</summary>
    public static void Close()
    {
        answers?.Dispose();
        listener?.Dispose();
        (answers, listener) = (null, null);
    }

    /// <summary>Asks for an answer.</summary>
    /// <param name="name">The function that gives it.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <typeparam name="T">Its result.</typeparam>
    /// <exception cref="RemoteAnswerException">
    /// There is none: the code threw an exception that is not one of the framework's common ones, took too long, or ended its process.
    /// </exception>
    public static T Call<T>(string name, params Sent[] arguments)
    {
        if (answers is null) throw new RemoteAnswerException("ended", "the process of your code has ended");
        try
        {
            MemoryStream message = new();
            using var writer = new WireWriter(message);
            writer.WriteText(name);
            foreach (var argument in arguments) writer.Write(argument.Type, argument.Value);
            Wire.Send(answers, message);
            using var reader = new WireReader(Wire.Receive(answers, () => limit - Clock.Elapsed));
            return reader.ReadFlag()
                ? (T)reader.Read(typeof(T))!
                : throw RemoteAnswerException.Of((string[]?)reader.Read(typeof(string[])) ?? [], (string?)reader.Read(typeof(string)) ?? "");
        }
        catch (TimeoutException)
        {
            throw Lost("time", FormattableString.Invariant($"it gave no answer within {limit.TotalSeconds} s"));
        }
        catch (InvalidDataException)
        {
            throw Lost("damaged", "what came from it is not a result of this type, or is too large");
        }
        catch (IOException)
        {
            throw Lost("ended", "the process of your code has ended");
        }
    }

    /// <summary>The next message would not be the next answer: there is no way back.</summary>
    static RemoteAnswerException Lost(string reason, string message)
    {
        answers?.Dispose();
        answers = null;
        return new RemoteAnswerException(reason, message);
    }
}
