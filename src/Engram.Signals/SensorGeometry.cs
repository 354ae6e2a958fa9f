namespace Engram.Signals;

/// <summary>Where a sensor is and, for a MEG coil, how it lies.</summary>
/// <param name="Position">Centre in metres.</param>
public sealed record SensorGeometry(Point3 Position)
{
    /// <summary>Unit vector in the coil's plane along its first side; null for electrodes.</summary>
    public Point3? AxisX { get; init; }

    /// <summary>Unit vector in the coil's plane along its second side; null for electrodes.</summary>
    public Point3? AxisY { get; init; }

    /// <summary>Unit normal of the coil, along which it measures the field; null for electrodes.</summary>
    public Point3? Normal { get; init; }

    /// <summary>The type of the coil in the FIFF coding (3012 planar gradiometer, 3022 and 3024 magnetometer …); 0 where unknown.</summary>
    public int CoilType { get; init; }

    /// <summary>The coordinate frame of the position.</summary>
    public CoordinateFrame Frame { get; init; } = CoordinateFrame.Head;

    /// <inheritdoc/>
    public override string ToString() => $"{Position} m{(Normal is { } n ? $", normal {n}" : "")}, {Frame} frame";
}
