using System.IO.MemoryMappedFiles;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Torch;

/// <summary>
/// An open safetensors file (github.com/huggingface/safetensors, "Format"). Opening reads the header alone; a tensor is copied out of
/// the memory map when it is asked for.
/// </summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int CopySize = 1 << 20;

    private readonly FileStream stream;
    private readonly MemoryMappedFile map;
    private readonly SafetensorsHeader header;
    private readonly long length;

    private SafetensorsFile(FileStream stream, SafetensorsHeader header)
    {
        (this.stream, this.header, length) = (stream, header, stream.Length);
        map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
    }

    /// <summary>What the header says of each tensor.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => header.Entries;

    /// <summary>The file's free texts (<c>__metadata__</c>).</summary>
    public IReadOnlyDictionary<string, string> Metadata => header.Metadata;

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="SafetensorsException">The header breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new SafetensorsFile(stream, SafetensorsHeader.Read(stream, path));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="device">Where it shall live; the CPU if none is named.</param>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    /// <exception cref="SafetensorsException">Torch lacks the element type, or the file has been cut since it was opened.</exception>
    public Tensor Load(string name, Device? device = null)
    {
        if (!Entries.TryGetValue(name, out var entry))
            throw new KeyNotFoundException($"{stream.Name} has no tensor '{name}'. It has: {string.Join(", ", Entries.Keys.Take(20))}{(Entries.Count > 20 ? ", …" : "")}.");
        var type = entry.ScalarType ?? throw new SafetensorsException(stream.Name, name, "dtype", $"torch has no tensors of {entry.DType}.");

        // A map that reaches past the end of a cut file would end the process.
        if (stream.Length != length)
            throw new SafetensorsException(stream.Name, name, "data", $"the file had {length} bytes when it was opened, now it has {stream.Length}.");
        var result = empty(entry.Shape, dtype: type);
        if (entry.End > entry.Begin)
        {
            using var view = map.CreateViewStream(header.DataStart + entry.Begin, entry.End - entry.Begin, MemoryMappedFileAccess.Read);
            result.ReadBytesFromStream(view, CopySize);
        }

        if (device is null || device.type == DeviceType.CPU)
            return result;
        using (result)
            return result.to(device);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        map.Dispose();
        stream.Dispose();
    }
}
