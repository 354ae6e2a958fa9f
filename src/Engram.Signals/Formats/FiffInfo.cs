namespace Engram.Signals.Formats;

/// <summary>The measurement info of a FIFF file.</summary>
/// <param name="Channels">The channels.</param>
/// <param name="Calibrations">SI units in a stored number of an average.</param>
/// <param name="Ranges">Further factor of stored numbers of continuous data.</param>
/// <param name="SamplingRate">Hz.</param>
/// <param name="Start">Date of the measurement.</param>
/// <param name="Digitization">Digitised points.</param>
internal sealed record FiffInfo(Channel[] Channels, double[] Calibrations, double[] Ranges, double SamplingRate, DateTime? Start, Montage? Digitization)
{
    private const int ChannelBytes = 96;
    private const int PointBytes = 20;

    public static FiffInfo Read(FiffFile file)
    {
        var info = file.Root.Find(FiffKind.InfoBlock).FirstOrDefault() ?? throw new SignalFormatException(file.Name, 0, "measurement info", "the file holds none");
        var rate = file.Number(info, FiffKind.SamplingRate, "sampling rate");
        if (rate is not > 0 || !double.IsFinite(rate.Value))
            throw new SignalFormatException(file.Name, 0, "sampling rate", $"expected a rate above 0 Hz, got {rate?.ToString() ?? "none"}");
        var bad = info.Find(FiffKind.BadChannelsBlock).SelectMany(b => file.Names(b, FiffKind.ChannelNames)).ToHashSet();
        var parsed = ReadChannels(file, info);
        var start = info.Tag(FiffKind.MeasurementDate) is { } date && file.Numbers(date, "measurement date") is [var seconds, .. var rest] && seconds is > 0 and < 1e10
            ? DateTime.UnixEpoch.AddSeconds(seconds).AddMicroseconds(rest is [var micro, ..] && micro is >= 0 and < 1e6 ? micro : 0)
            : (DateTime?)null;
        return new([.. parsed.Select(p => p.Channel with { IsBad = bad.Contains(p.Channel.Name) })], [.. parsed.Select(p => p.Calibration)], [.. parsed.Select(p => p.Range)], rate.Value, start, ReadDigitization(file, info));
    }

    /// <summary>The channels that a block describes.</summary>
    public static List<(Channel Channel, double Calibration, double Range)> ReadChannels(FiffFile file, FiffBlock block)
    {
        var found = new List<(Channel, double, double)>();
        foreach (var tag in block.Tags.Where(t => t.Kind == FiffKind.ChannelInfo))
        {
            var c = new ByteCursor(file.Name, file.Bytes.Bytes(tag.Offset, tag.Size, "channel info"), tag.Offset, isBigEndian: true);
            c.Take(0, ChannelBytes, "channel info");
            var (kind, coil, unit) = (c.Int32(8, "kind"), c.Int32(20, "coil type"), c.Int32(72, "unit"));
            var type = KindOf(kind, unit);
            var place = new double[12];
            for (var i = 0; i < place.Length; i++)
                place[i] = c.Single(24 + (4 * i), "position");
            static Point3 At(double[] p, int i) => new(p[3 * i], p[(3 * i) + 1], p[(3 * i) + 2]);
            var isMeg = type is ChannelKind.Magnetometer or ChannelKind.Gradiometer or ChannelKind.ReferenceMeg;
            var isPlaced = At(place, 0) is var position && position.Length > 0 && double.IsFinite(position.Length) && (isMeg || type is ChannelKind.Eeg or ChannelKind.Seeg or ChannelKind.Ecog);
            var geometry = !isPlaced ? null : isMeg
                ? new SensorGeometry(position) { AxisX = At(place, 1), AxisY = At(place, 2), Normal = At(place, 3), CoilType = coil, Frame = CoordinateFrame.Device }
                : new SensorGeometry(position) { CoilType = coil };
            var unitName = unit switch { 107 => "V", 112 => "T", 201 => "T/m", 110 => "S", 3 => "s", 114 => "°C", 103 => "Pa", _ => "" };
            found.Add((new(c.Text(80, 16, "name"), type, type == ChannelKind.Stimulus ? "" : unitName) { Geometry = geometry }, c.Single(16, "calibration"), c.Single(12, "range")));
        }

        return found;
    }

    /// <summary>The digitised points: fiducials by their names, electrodes and others numbered.</summary>
    public static Montage? ReadDigitization(FiffFile file, FiffBlock info)
    {
        var points = new List<KeyValuePair<string, Point3>>();
        foreach (var tag in info.Find(FiffKind.IsotrakBlock).SelectMany(b => b.Tags).Where(t => t.Kind == FiffKind.DigitizedPoint && t.Size >= PointBytes))
        {
            var c = new ByteCursor(file.Name, file.Bytes.Bytes(tag.Offset, PointBytes, "digitised point"), tag.Offset, isBigEndian: true);
            var number = c.Int32(4, "number");
            var name = (c.Int32(0, "kind"), number) switch
            {
                (1, 1) => "LPA",
                (1, 2) => "Nz",
                (1, 3) => "RPA",
                (2, _) => $"HPI{number:000}",
                (3, _) => $"EEG{number:000}",
                _ => $"shape{number}",
            };
            points.Add(new(name, new(c.Single(8, "x"), c.Single(12, "y"), c.Single(16, "z"))));
        }

        return points.Count > 0 ? new(file.Name, points) : null;
    }

    private static ChannelKind KindOf(int kind, int unit) => kind switch
    {
        1 => unit == 201 ? ChannelKind.Gradiometer : ChannelKind.Magnetometer,
        301 => ChannelKind.ReferenceMeg,
        2 => ChannelKind.Eeg,
        3 => ChannelKind.Stimulus,
        202 => ChannelKind.Eog,
        302 => ChannelKind.Emg,
        402 => ChannelKind.Ecg,
        602 => ChannelKind.Respiration,
        802 or 803 => ChannelKind.Seeg,
        902 => ChannelKind.Ecog,
        1200 => ChannelKind.Temperature,
        1300 => ChannelKind.SkinConductance,
        _ => ChannelKind.Other,
    };
}
