using System.IO.Compression;
using System.IO.MemoryMappedFiles;
using System.Security.Cryptography;

namespace Engram.Signals.Formats;

/// <summary>
/// The bytes of a file and a way to the files beside it. Large files are mapped and read when touched; small and gzipped ones are held in memory.
/// A reader asks for windows; one outside the file is a <see cref="SignalFormatException"/>, never an over-read.
/// A mapped file may be replaced or deleted while it is open, as saving does, but must not be shortened in place.
/// </summary>
public sealed unsafe class SignalFile
{
    private const long LargestInMemory = 1 << 18;

    private readonly byte[] memory = [];
    private readonly MemoryMappedViewAccessor? view;
    private readonly byte* pointer;
    private readonly string? folder;
    private readonly IReadOnlyDictionary<string, byte[]>? companions;
    private readonly Lazy<string> checksum;

    private SignalFile(string path, MemoryMappedViewAccessor view, long length)
        : this(Path.GetFileName(path), Path.GetDirectoryName(path) ?? "")
    {
        this.view = view;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        Length = length;
    }

    private SignalFile(string name, byte[] memory, string? folder, IReadOnlyDictionary<string, byte[]>? companions)
        : this(name, folder)
    {
        (this.memory, this.companions) = (memory, companions);
        Length = memory.Length;
    }

    private SignalFile(string name, string? folder)
    {
        (Name, this.folder) = (name, folder);
        checksum = new(ComputeChecksum);
    }

    /// <summary>Releases the mapping.</summary>
    ~SignalFile()
    {
        if (view is null)
            return;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
    }

    /// <summary>File name without folders.</summary>
    public string Name { get; }

    /// <summary>Number of bytes.</summary>
    public long Length { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">An existing file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    public static SignalFile Open(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists)
            throw new FileNotFoundException($"No file '{path}'.", path);
        if (info.Length <= LargestInMemory)
            return new(info.Name, File.ReadAllBytes(path), info.DirectoryName, null);
        using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        return new(info.FullName, map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read), info.Length);
    }

    /// <summary>A file whose bytes are in memory.</summary>
    /// <param name="name">File name.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="companions">Bytes of the files beside it, by name.</param>
    public static SignalFile FromBytes(string name, byte[] bytes, IReadOnlyDictionary<string, byte[]>? companions = null) =>
        new(name, bytes, null, companions);

    /// <summary>A window of the file; valid while this object lives.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="count">Number of bytes.</param>
    /// <param name="field">What is being read, for the message.</param>
    /// <exception cref="SignalFormatException">The window reaches outside the file.</exception>
    public ReadOnlySpan<byte> Slice(long offset, long count, string field)
    {
        if (offset < 0 || count < 0 || count > int.MaxValue || offset > Length - count)
            throw new SignalFormatException(Name, offset, field, $"expected {count} bytes from here, the file has {Length} bytes in all");
        return view is null ? memory.AsSpan((int)offset, (int)count) : new ReadOnlySpan<byte>(pointer + offset, (int)count);
    }

    /// <summary>A copy of a window.</summary>
    /// <param name="offset">First byte.</param>
    /// <param name="count">Number of bytes.</param>
    /// <param name="field">What is being read, for the message.</param>
    /// <exception cref="SignalFormatException">The window reaches outside the file.</exception>
    public byte[] Bytes(long offset, long count, string field)
    {
        var copy = Slice(offset, count, field).ToArray();
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>The first bytes, fewer where the file is shorter.</summary>
    /// <param name="count">At most so many.</param>
    public byte[] Head(int count) => Bytes(0, Math.Min(count, Length), "head");

    /// <summary>The whole file, which a text format or a packed one may need.</summary>
    /// <param name="largest">The format's own bound on such files.</param>
    /// <exception cref="SignalFormatException">The file is larger.</exception>
    public byte[] All(long largest = int.MaxValue) => Length <= largest
        ? Bytes(0, Length, "file")
        : throw new SignalFormatException(Name, largest, "file", $"expected at most {largest} bytes in a file of this kind, got {Length}");

    /// <summary>A file beside this one.</summary>
    /// <param name="name">Its name; case does not matter where there is no exact match.</param>
    /// <returns>Null when there is none.</returns>
    public SignalFile? Companion(string name)
    {
        if (name.Length == 0 || Path.GetFileName(name) != name)
            return null;
        if (folder is null)
            return companions is not null && companions.TryGetValue(name, out var bytes) ? FromBytes(name, bytes, companions) : null;
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            path = Directory.EnumerateFiles(folder.Length == 0 ? "." : folder).FirstOrDefault(f => string.Equals(Path.GetFileName(f), name, StringComparison.OrdinalIgnoreCase), "");
        return path.Length == 0 ? null : Open(path);
    }

    /// <summary>A file in a folder beside this one (WFDB segments name theirs so).</summary>
    /// <param name="subfolder">Name of the folder.</param>
    /// <param name="name">Name of the file.</param>
    internal SignalFile? Companion(string subfolder, string name)
    {
        if (subfolder.Length == 0)
            return Companion(name);
        if (folder is null || Path.GetFileName(subfolder) != subfolder || subfolder is "." or ".." || Path.GetFileName(name) != name)
            return null;
        var path = Path.Combine(folder, subfolder, name);
        return File.Exists(path) ? Open(path) : null;
    }

    /// <summary>The uncompressed content of a gzipped file; the file itself where it is not gzipped.</summary>
    /// <exception cref="SignalFormatException">The compressed stream is damaged.</exception>
    public SignalFile Decompressed()
    {
        if (Length < 2 || Slice(0, 2, "magic") is not [0x1F, 0x8B])
            return this;
        using var unpacked = new MemoryStream();
        try
        {
            using var stream = new GZipStream(new MemoryStream(All()), CompressionMode.Decompress);
            stream.CopyTo(unpacked);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or OutOfMemoryException)
        {
            // What was unpacked so far may be a whole header and some data: the format's reader decides.
            if (unpacked.Length == 0)
                throw new SignalFormatException(Name, 0, "gzip stream", $"cannot be unpacked: {error.Message}");
        }

        var name = Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? Name[..^3] : Name;
        return new(name, unpacked.ToArray(), folder, companions);
    }

    /// <summary>A provenance that names this file and computes its checksum when asked.</summary>
    /// <param name="warnings">What the reader had to work around.</param>
    public Provenance ToProvenance(params IReadOnlyList<string> warnings) => Provenance.Of(Name, warnings).WithChecksum(checksum);

    private string ComputeChecksum()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        const int Block = 1 << 20;
        for (long at = 0; at < Length; at += Block)
            hash.AppendData(Slice(at, Math.Min(Block, Length - at), "checksum"));
        GC.KeepAlive(this);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
