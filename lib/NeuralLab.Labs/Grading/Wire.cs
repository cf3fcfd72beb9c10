using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace NeuralLab.Labs.Grading;

/// <summary>What goes between the process that asks for answers and the one that gives them: messages of a checked length.</summary>
static class Wire
{
    /// <summary>Numbers, texts and items of a message.</summary>
    internal const int MostNumbers = 1 << 20;

    /// <summary>UTF-16 units of a text.</summary>
    internal const int MostText = 4000;

    const int MostBytes = 16 << 20;

    internal static bool IsNumber(Type type) =>
        type == typeof(bool) || type == typeof(int) || type == typeof(long) || type == typeof(float) || type == typeof(double);

    internal static bool IsTuple(Type type) => type.IsValueType && type.IsGenericType && type.IsAssignableTo(typeof(ITuple));

    /// <summary>What a list is a list of; null where the type is none.</summary>
    internal static Type? ItemOfList(Type type) =>
        type.IsGenericType && type.IsAssignableFrom(typeof(List<>).MakeGenericType(type.GetGenericArguments()[0])) ? type.GetGenericArguments()[0] : null;

    internal static NotSupportedException NotPassed(Type type) =>
        new($"Values of type {type} cannot be passed to or from an answer: use numbers, texts, arrays, lists, matrices and tuples of them.");

    /// <exception cref="IOException">The other side is gone.</exception>
    internal static void Send(Socket socket, MemoryStream message)
    {
        try
        {
            if (message.Length > MostBytes) throw new InvalidDataException($"An answer of {message.Length >> 20} MiB is too large.");
            socket.SendAll(BitConverter.GetBytes((int)message.Length));
            socket.SendAll(message.GetBuffer().AsSpan(0, (int)message.Length));
        }
        catch (SocketException fault)
        {
            throw new IOException("The other side is gone.", fault);
        }
    }

    /// <param name="socket">Connected.</param>
    /// <param name="timeLeft">The time until the message must be here whole; null: no limit.</param>
    /// <exception cref="IOException">The other side is gone.</exception>
    /// <exception cref="TimeoutException">The message was not here in time.</exception>
    /// <exception cref="InvalidDataException">The message is too long.</exception>
    internal static byte[] Receive(Socket socket, Func<TimeSpan>? timeLeft = null)
    {
        var length = BitConverter.ToInt32(Receive(socket, sizeof(int), timeLeft));
        return length is >= 0 and <= MostBytes ? Receive(socket, length, timeLeft) : throw new InvalidDataException("The message is too long.");
    }

    static byte[] Receive(Socket socket, int length, Func<TimeSpan>? timeLeft)
    {
        var bytes = new byte[length];
        for (var there = 0; there < length;)
        {
            if (timeLeft is not null)
            {
                var left = timeLeft();
                if (left <= TimeSpan.Zero || !socket.Poll(left, SelectMode.SelectRead)) throw new TimeoutException();
            }
            try
            {
                var count = socket.Receive(bytes.AsSpan(there));
                if (count == 0) throw new IOException("The other side is gone.");
                there += count;
            }
            catch (SocketException fault)
            {
                throw new IOException("The other side is gone.", fault);
            }
        }
        return bytes;
    }

    static void SendAll(this Socket socket, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0) bytes = bytes[socket.Send(bytes)..];
    }
}
