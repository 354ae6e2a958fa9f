using Engram.Signals.Formats;

namespace Engram.Signals;

/// <summary>Opens and saves files of arrays: NPY, NPZ, safetensors, and the numeric variables of MAT files.</summary>
public static class ArrayFiles
{
    /// <summary>Reads all arrays of a file. Files with pickled objects are refused.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">It is no valid file of its format.</exception>
    /// <exception cref="NotSupportedException">No reader knows it.</exception>
    public static ArrayCollection Load(string path) => SignalFormats.Load<ArrayCollection>(path);

    /// <summary>Reads a MAT file with its structures, cells and texts.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">It is no valid MAT file of version 5.</exception>
    public static MatStruct LoadMat(string path) => SignalFormats.Load<MatStruct>(path);

    /// <summary>Writes arrays in the format that the extension names: <c>.npz</c>, <c>.safetensors</c>, or <c>.npy</c> for a single one.</summary>
    /// <param name="arrays">The arrays.</param>
    /// <param name="path">Name of the file.</param>
    /// <exception cref="NotSupportedException">No writer knows the extension.</exception>
    /// <exception cref="ArgumentException">The format cannot hold them.</exception>
    public static void Save(IReadOnlyDictionary<string, NumericArray> arrays, string path)
    {
        ArgumentNullException.ThrowIfNull(arrays);
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var writer = SignalFormats.ArrayWriters.FirstOrDefault(w => w.Extensions.Contains(extension))
            ?? throw new NotSupportedException($"No writer for '{extension}'. Known: {string.Join(", ", SignalFormats.ArrayWriters.SelectMany(w => w.Extensions))}.");
        FileContent.Save(writer.Encode(arrays, Path.GetFileName(path)), Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
