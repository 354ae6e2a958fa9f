namespace Engram.Signals.Formats;

/// <summary>A file to be written.</summary>
/// <param name="Name">Name without folders.</param>
/// <param name="Write">Writes the content to a stream.</param>
public sealed record FileContent(string Name, Action<Stream> Write)
{
    /// <summary>Writes files into a folder: each into a temporary file first, which then takes the place of the old one; the first named goes last.</summary>
    /// <param name="files">The files.</param>
    /// <param name="folder">An existing folder.</param>
    public static void Save(IReadOnlyList<FileContent> files, string folder)
    {
        foreach (var file in files.Reverse())
        {
            var path = Path.Combine(folder, file.Name);
            var part = path + ".part";
            try
            {
                using var stream = File.Create(part);
                file.Write(stream);
            }
            catch
            {
                File.Delete(part); // the old file, if there is one, stays as it was
                throw;
            }

            File.Move(part, path, overwrite: true);
        }
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Write(stream);
        return stream.ToArray();
    }
}
