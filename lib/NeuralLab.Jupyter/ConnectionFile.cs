using System.Globalization;
using System.Net;
using System.Text.Json;

namespace NeuralLab.Jupyter;

/// <summary>A connection file cannot be used. The message is one line that says what to do.</summary>
/// <param name="message">One line.</param>
public sealed class ConnectionFileException(string message) : Exception(message);

/// <summary>Where a kernel and its front ends meet: Jupyter writes this file, the kernel reads it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Address">The address of this machine that the ports belong to.</param>
/// <param name="ShellPort">Port for requests, which are taken one after the other.</param>
/// <param name="ControlPort">Port for requests that do not wait for others.</param>
/// <param name="StdinPort">Port on which the kernel asks for input.</param>
/// <param name="IopubPort">Port on which the kernel tells everybody what it does.</param>
/// <param name="HeartbeatPort">Port that shows that the kernel lives.</param>
/// <param name="Key">The key that messages are signed with; empty for no signatures.</param>
public sealed record ConnectionFile(
    string Path, IPAddress Address, int ShellPort, int ControlPort, int StdinPort, int IopubPort, int HeartbeatPort, string Key)
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ConnectionFileException">It is not there, or not what it should be.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw Fault(path, "expected a JSON object");
            Require(root, path, "transport", "tcp");
            Require(root, path, "signature_scheme", "hmac-sha256");
            var ip = Text(root, path, "ip", "127.0.0.1");
            if (!IPAddress.TryParse(ip, out var address))
            {
                address = ip switch
                {
                    "localhost" => IPAddress.Loopback,
                    "*" or "" => IPAddress.Any,
                    _ => throw Fault(path, $"ip: expected an address of this machine, such as 127.0.0.1; found '{ip}'"),
                };
            }
            return new ConnectionFile(
                path, address, Port(root, path, "shell_port"), Port(root, path, "control_port"), Port(root, path, "stdin_port"),
                Port(root, path, "iopub_port"), Port(root, path, "hb_port"), Text(root, path, "key", ""));
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Fault(path, "there is no such file; Jupyter writes it when it starts a kernel");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Fault(path, fault.Message);
        }
        catch (JsonException fault)
        {
            throw Fault(path, new FileInfo(path).Length == 0
                ? "it is empty; expected JSON with the ports, as Jupyter writes it"
                : string.Create(CultureInfo.InvariantCulture, $"it is not JSON (line {fault.LineNumber + 1}); expected the ports, as Jupyter writes them"));
        }
    }

    static int Port(JsonElement root, string path, string name)
    {
        const string Expected = "expected a port of 1 to 65535 (a port that is chosen here, 0, could not be told to anybody)";
        if (!root.TryGetProperty(name, out var value))
            throw Fault(path, $"{name} is missing: {Expected}");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw Fault(path, $"{name}: {Expected}; found {value.GetRawText()}");
    }

    static void Require(JsonElement root, string path, string name, string only)
    {
        var value = Text(root, path, name, only);
        if (value != only && !(name == "signature_scheme" && value.Length == 0))
            throw Fault(path, $"{name}: expected '{only}', found '{value}'");
    }

    static string Text(JsonElement root, string path, string name, string byDefault)
    {
        if (!root.TryGetProperty(name, out var value))
            return byDefault;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fault(path, $"{name}: expected a text, found {value.GetRawText()}");
    }

    static ConnectionFileException Fault(string path, string what) => new($"connection file {path}: {what.ReplaceLineEndings(" ")}");
}
