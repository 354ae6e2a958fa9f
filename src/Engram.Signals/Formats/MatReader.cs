namespace Engram.Signals.Formats;

/// <summary>MATLAB's MAT files of version 5 (as <c>save -v6</c> and <c>-v7</c> write them): numbers, texts, cells, structures, compressed or not.</summary>
public sealed class MatReader : IFormatReader<MatStruct>
{
    private const int HeaderBytes = 128;

    /// <inheritdoc/>
    public string Name => "MAT";

    /// <inheritdoc/>
    public IReadOnlyList<string> Extensions => [".mat"];

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => head.StartsWith("MATLAB 5.0 MAT-file"u8);

    object IFormatReader.Read(SignalFile file) => Read(file);

    /// <inheritdoc/>
    public MatStruct Read(SignalFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var bytes = file.All();
        var isBig = bytes is { Length: >= HeaderBytes } && bytes[126] == 'M' && bytes[127] == 'I';
        var header = new ByteCursor(file.Name, bytes, 0, isBig);
        if (!isBig && !header.Take(126, 2, "byte order").SequenceEqual("IM"u8))
            throw new SignalFormatException(file.Name, 126, "byte order", "expected \"IM\" or \"MI\"; this is no MAT file of version 5");
        var version = header.UInt16(124, "version");
        if (version != 0x0100)
            throw new SignalFormatException(file.Name, 124, "version", $"expected 0x0100, got 0x{version:X4}{(version == 0x0200 ? " (version 7.3, an HDF5 file); save it with -v7" : "")}");
        var variables = new Dictionary<string, MatValue>();
        var parser = new MatParser(file.Name, isBig);
        for (var at = HeaderBytes; at + 8 <= bytes.Length;)
        {
            var element = parser.Element(bytes, ref at);
            var (name, value) = element.Type == MatParser.Compressed ? parser.Inflated(element) : parser.Variable(element);
            if (name.Length > 0)
                variables[name] = value;
        }

        return new([variables], [.. variables.Keys], [1, 1]) { Provenance = file.ToProvenance() };
    }
}
