namespace Engram.Signals.Formats;

/// <summary>The annotations that MNE writes into FIFF files.</summary>
internal static class FiffAnnotations
{
    /// <summary>Onsets count from the measurement date where the annotations give a date, else from the first sample.</summary>
    public static Annotations Read(FiffFile file, DateTime? start, double firstSampleTime)
    {
        var found = new List<Annotation>();
        foreach (var block in file.Root.Find(FiffKind.AnnotationsBlock))
        {
            if (block.Tag(FiffKind.AnnotationOnsets) is not { } onsetTag || block.Tag(FiffKind.AnnotationEnds) is not { } endTag)
                continue;
            var (onsets, ends, texts) = (file.Numbers(onsetTag, "onsets"), file.Numbers(endTag, "ends"), file.Names(block, FiffKind.Comment));
            var shift = start is not null && block.Tag(FiffKind.MeasurementDate) is not null ? firstSampleTime : 0;
            for (var i = 0; i < Math.Min(onsets.Length, Math.Min(ends.Length, texts.Length)); i++)
            {
                if (double.IsFinite(onsets[i]) && double.IsFinite(ends[i]))
                    found.Add(new(onsets[i] - shift, Math.Max(0, ends[i] - onsets[i]), texts[i].Replace(';', ':'))); // colons separate the texts, so MNE writes them as semicolons
            }
        }

        return new(found);
    }
}
