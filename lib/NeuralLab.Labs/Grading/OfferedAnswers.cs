using System.Net.Sockets;
using System.Reflection;

namespace NeuralLab.Labs.Grading;

/// <summary>The side of the answers: computes them for inputs that another process sends. It knows neither checks nor marks.</summary>
public static class OfferedAnswers
{
    static readonly Dictionary<string, Action<OfferedCall>> Answers = [];

    delegate double Update(double weight, double gradient, Span<double> state, double learningRate, long step);

    /// <summary>Offers a function.</summary>
    /// <param name="name">What it is asked for by.</param>
    /// <param name="answer">Reads its arguments from the call, in order, and gives the result.</param>
    /// <typeparam name="T">The result: a number, a text, an array, a list, a matrix or a tuple of them.</typeparam>
    public static void Offer<T>(string name, Func<OfferedCall, T> answer) => Answers[name] = call => call.Answer(typeof(T), answer(call));

    /// <summary>Offers an optimizer: its settings, and its update of one weight.</summary>
    /// <param name="name">The name of the type.</param>
    /// <param name="make">Makes one.</param>
    public static void OfferObject(string name, Func<CustomOptimizer> make)
    {
        List<(CustomOptimizer Optimizer, Update Update)> made = [];
        (int, double, int) Keep(CustomOptimizer optimizer)
        {
            made.Add((optimizer, typeof(CustomOptimizer).GetMethod("Update", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Update>(optimizer)));
            return (made.Count - 1, optimizer.LearningRate, optimizer.StateCount);
        }
        Offer($"{name}.new", _ => Keep(make()));
        Offer($"{name}.copy", call => Keep(made[call.Next<int>()].Optimizer with { }));
        Offer($"{name}.Update", call =>
        {
            var update = made[call.Next<int>()].Update;
            double weight = call.Next<double>(), gradient = call.Next<double>();
            var state = call.Next<double[]>();
            return (update(weight, gradient, state, call.Next<double>(), call.Next<long>()), state);
        });
    }

    /// <summary>Answers until the other side has enough.</summary>
    /// <param name="path">Its socket.</param>
    public static void Serve(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        while (true)
        {
            byte[] message;
            try
            {
                message = Wire.Receive(socket);
            }
            catch (IOException)
            {
                return;
            }
            using var call = new OfferedCall(message);
            Wire.Send(socket, Answer(call));
        }
    }

    static MemoryStream Answer(OfferedCall call)
    {
        try
        {
            Answers[call.Name](call);
            return call.Reply;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return OfferedCall.Failed(error);
        }
    }
}
