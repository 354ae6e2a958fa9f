using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Engram.Notebooks.Kernel;

/// <summary>The entry that tells Jupyter how to start the kernel.</summary>
public static class KernelSpec
{
    /// <summary>The name that C# notebooks carry, .NET Interactive's included.</summary>
    public const string DefaultName = ".net-csharp";

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the entry.</summary>
    /// <param name="folder">The folder of all kernelspecs; see <see cref="Folder"/>.</param>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="command">What starts the kernel; <c>-f FILE</c> is added.</param>
    /// <param name="environment">Variables for it.</param>
    /// <param name="isForced">Whether another kernel of that name may be replaced.</param>
    /// <param name="plotly">The file plotly.min.js, which gives figures zoom and hover in classic Notebook; <see langword="null"/> = they stay static there.</param>
    /// <returns>The folder of the entry.</returns>
    /// <exception cref="KernelException">The name is malformed, or another kernel has it already.</exception>
    public static string Install(string folder, string name, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment, bool isForced, string? plotly = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(environment);
        var target = Target(folder, name);
        if (Directory.Exists(target) && !IsOurs(target) && !isForced)
            throw new KernelException($"{target} holds another kernel of that name. Replace it with --force, or choose --name.");
        Directory.CreateDirectory(target);
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray([.. command.Append("-f").Append("{connection_file}").Select(a => (JsonNode)a!)]),
            ["display_name"] = name == DefaultName ? ".NET (C#)" : $".NET (C#) {name}", ["language"] = "C#", ["interrupt_mode"] = "message",
            ["env"] = new JsonObject(environment.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)e.Value))),
            ["metadata"] = new JsonObject { ["engram"] = true, ["debugger"] = false },
        };
        var file = Path.Combine(target, "kernel.json");
        File.WriteAllText(file + ".tmp", spec.ToJsonString(Format) + "\n");
        File.Move(file + ".tmp", file, overwrite: true);
        foreach (var resource in (string[])["kernel.js", "logo-svg.svg", "logo-64x64.png"])
        {
            using var source = typeof(KernelSpec).Assembly.GetManifestResourceStream(resource)!;
            using var copy = File.Create(Path.Combine(target, resource));
            source.CopyTo(copy);
        }

        if (plotly is not null)
            File.Copy(plotly, Path.Combine(target, "plotly.min.js"), overwrite: true);
        return target;
    }

    /// <summary>Removes the entry if it is ours.</summary>
    /// <param name="folder">The folder of all kernelspecs.</param>
    /// <param name="name">Name of the kernel.</param>
    /// <exception cref="KernelException">There is none, or it is somebody else's.</exception>
    public static string Uninstall(string folder, string name)
    {
        var target = Target(folder, name);
        if (!Directory.Exists(target))
            throw new KernelException($"{target}: no such kernel.");
        if (!IsOurs(target))
            throw new KernelException($"{target} was not installed by Engram and stays.");
        Directory.Delete(target, recursive: true);
        return target;
    }

    /// <summary>Where Jupyter looks for kernels.</summary>
    /// <param name="isSystem">For all users, in /usr/local.</param>
    /// <param name="prefix">For one environment, for example a conda environment's folder.</param>
    public static string Folder(bool isSystem, string? prefix)
    {
        if (prefix is not null)
            return Path.Combine(Path.GetFullPath(prefix), "share", "jupyter", "kernels");
        if (isSystem)
            return OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "jupyter", "kernels") : "/usr/local/share/jupyter/kernels";
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } data)
            return Path.Combine(data, "kernels");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter", "kernels");
        return RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? Path.Combine(home, "Library", "Jupyter", "kernels")
            : Path.Combine(Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } share ? share : Path.Combine(home, ".local", "share"), "jupyter", "kernels");
    }

    private static string Target(string folder, string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && name is not "." and not ".."
            ? Path.Combine(folder, name) : throw new KernelException($"--name: expected letters, digits, '.', '-' and '_', got \"{name}\".");

    private static bool IsOurs(string target)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(Path.Combine(target, "kernel.json")))?["metadata"]?["engram"]?.GetValue<bool>() == true;
        }
        catch (Exception error) when (error is IOException or JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
