namespace Engram.Signals.Formats;

/// <summary>The registry: every reader and writer of a file format.</summary>
public static class SignalFormats
{
    /// <summary>All readers; those whose format has a signature are tried on the first bytes, then extensions count.</summary>
    public static IReadOnlyList<IFormatReader> Readers { get; } =
    [
        new EdfReader(EdfVariant.Edf), new EdfReader(EdfVariant.Bdf), new BrainVisionReader(), new WfdbReader(), new EeglabReader(),
        new GdfReader(), new FiffRawReader(), new FiffEvokedReader(), new FiffCovarianceReader(), new TableReader(new TableLayout()),
        new NiftiReader(), new MghReader(), new NpyReader(), new NpzReader(), new SafetensorsReader(), new MatReader(), new MontageReader(),
    ];

    /// <summary>The writers of recordings.</summary>
    public static IReadOnlyList<IFormatWriter<Recording>> RecordingWriters { get; } = [new EdfWriter(EdfVariant.Edf), new EdfWriter(EdfVariant.Bdf), new BrainVisionWriter(), new WfdbWriter()];

    /// <summary>The writers of arrays.</summary>
    public static IReadOnlyList<IFormatWriter<IReadOnlyDictionary<string, NumericArray>>> ArrayWriters { get; } = [new NpyWriter(), new NpzWriter(), new SafetensorsWriter()];

    /// <summary>The readers of one kind of value.</summary>
    /// <typeparam name="T">The kind.</typeparam>
    public static IReadOnlyList<IFormatReader<T>> ReadersOf<T>()
        where T : class => [.. Readers.OfType<IFormatReader<T>>()];

    /// <summary>Reads a file with the reader that its content or its extension asks for.</summary>
    /// <typeparam name="T">What is wanted.</typeparam>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">It is no valid file of its format.</exception>
    /// <exception cref="NotSupportedException">No reader of such values knows it.</exception>
    public static T Load<T>(string path)
        where T : class
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"No file '{path}'.", path);
        var readers = ReadersOf<T>();
        var name = Path.GetFileName(path).ToLowerInvariant();
        Span<byte> head = stackalloc byte[512];
        using (var stream = File.OpenRead(path))
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        // Several readers may share a signature (FIFF holds raw, evoked and covariance), so the extension decides among them first.
        IFormatReader<T>? chosen = null;
        foreach (var reader in readers)
        {
            var isNamed = reader.Extensions.Any(e => name.EndsWith(e, StringComparison.Ordinal) || name.EndsWith(e + ".gz", StringComparison.Ordinal));
            if (reader.Recognises(head) && (chosen is null || isNamed))
                chosen = reader;
        }

        chosen ??= readers.FirstOrDefault(r => r.Extensions.Any(e => name.EndsWith(e, StringComparison.Ordinal) || name.EndsWith(e + ".gz", StringComparison.Ordinal)))
            ?? throw new NotSupportedException($"'{Path.GetFileName(path)}': no reader of a {typeof(T).Name} knows it. Known: {string.Join(", ", readers.SelectMany(r => r.Extensions).Distinct())}.");
        return chosen.Read(SignalFile.Open(path));
    }
}
