using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Engram.Notebooks.Kernel.Wire;

namespace Engram.Notebooks.Kernel.Messages;

/// <summary>What Jupyter tells a kernel when it starts it: ports on this machine and the key that signs messages.</summary>
/// <param name="Address">A loopback address.</param>
/// <param name="Ports">The port of each channel.</param>
/// <param name="Key">Signs messages.</param>
internal sealed record ConnectionFile(IPAddress Address, IReadOnlyDictionary<WireChannel, int> Ports, byte[] Key)
{
    private const int FileBytes = 64 << 10;

    /// <summary>Reads a connection file.</summary>
    /// <param name="path">The file that Jupyter names on the command line.</param>
    /// <exception cref="KernelException">It is missing or asks for what this kernel refuses: other machines, no signature, other transports.</exception>
    public static ConnectionFile Load(string path)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path))
            throw new KernelException($"{path}: no such connection file. Jupyter makes it and passes it as -f FILE.");
        if (new FileInfo(path).Length > FileBytes)
            throw new KernelException($"{name}: a connection file has at most {FileBytes >> 10} kB.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            KernelLog.Write($"{name} can be read by other users, who can then run code as you. Jupyter makes it private (chmod 600).");
        try
        {
            return Parse(name, JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? throw new KernelException($"{name}: expected a JSON object."));
        }
        catch (JsonException error)
        {
            throw new KernelException($"{name}: not JSON at line {error.LineNumber + 1}.");
        }
        catch (InvalidOperationException)
        {
            throw new KernelException($"{name}: a field has the wrong type; expected text for ip, key, transport and signature_scheme and whole numbers for the ports.");
        }
    }

    private static ConnectionFile Parse(string name, JsonObject json)
    {
        string Text(string field, string fallback) => json[field]?.GetValue<string>() ?? fallback;
        int Port(string field) => json[field]?.GetValue<int>() is { } port and >= 0 and <= 65535 ? port : throw new KernelException($"{name}: expected a port in \"{field}\".");
        if (Text("transport", "tcp") is not "tcp" and var transport)
            throw new KernelException($"{name}: expected transport \"tcp\", got \"{transport}\".");
        if (Text("signature_scheme", "hmac-sha256") is not "hmac-sha256" and var scheme)
            throw new KernelException($"{name}: expected signature_scheme \"hmac-sha256\", got \"{scheme}\".");
        var ip = Text("ip", "127.0.0.1");
        if (!IPAddress.TryParse(ip == "localhost" ? "127.0.0.1" : ip, out var address) || !IPAddress.IsLoopback(address))
            throw new KernelException($"{name}: expected a loopback address, got \"{ip}\". This kernel serves this machine only.");
        var key = Text("key", "");
        if (key.Length == 0)
            throw new KernelException($"{name}: the key is empty, so anyone on this machine could run code. Start the kernel with a key (Session.key in Jupyter's configuration).");
        return new(address, new Dictionary<WireChannel, int>
        {
            [WireChannel.Shell] = Port("shell_port"), [WireChannel.Control] = Port("control_port"), [WireChannel.Stdin] = Port("stdin_port"),
            [WireChannel.IOPub] = Port("iopub_port"), [WireChannel.Heartbeat] = Port("hb_port"),
        }, Encoding.UTF8.GetBytes(key));
    }
}
