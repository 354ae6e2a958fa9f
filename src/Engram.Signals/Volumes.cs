using Engram.Signals.Formats;

namespace Engram.Signals;

/// <summary>Opens and saves volumes: NIfTI-1, NIfTI-2, MGH, MGZ.</summary>
public static class Volumes
{
    /// <summary>Reads a volume.</summary>
    /// <param name="path">The file, gzipped or not.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">It is no valid file of its format.</exception>
    /// <exception cref="NotSupportedException">No reader knows it.</exception>
    public static Volume Load(string path) => SignalFormats.Load<Volume>(path);

    /// <summary>Writes a volume as NIfTI-1 (<c>.nii</c>, <c>.nii.gz</c>).</summary>
    /// <param name="volume">The volume.</param>
    /// <param name="path">Name of the file.</param>
    /// <exception cref="NotSupportedException">The extension is another.</exception>
    public static void Save(this Volume volume, string path)
    {
        var writer = new NiftiWriter();
        if (!writer.Extensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
            throw new NotSupportedException($"Expected {string.Join(" or ", writer.Extensions)}, got '{Path.GetFileName(path)}'.");
        FileContent.Save(writer.Encode(volume, Path.GetFileName(path)), Path.GetDirectoryName(Path.GetFullPath(path))!);
    }
}
