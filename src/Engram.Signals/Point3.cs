namespace Engram.Signals;

/// <summary>A position or direction in space; positions are in metres (x to the right, y to the front, z upwards on a head).</summary>
/// <param name="X">First coordinate.</param>
/// <param name="Y">Second coordinate.</param>
/// <param name="Z">Third coordinate.</param>
public readonly record struct Point3(double X, double Y, double Z)
{
    /// <summary>Distance from the origin.</summary>
    public double Length => Math.Sqrt((X * X) + (Y * Y) + (Z * Z));

    /// <summary>A point in single precision.</summary>
    /// <param name="vector">The point.</param>
    public static Point3 From(System.Numerics.Vector3 vector) => new(vector.X, vector.Y, vector.Z);

    /// <summary>Sum.</summary>
    public static Point3 operator +(Point3 a, Point3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Difference.</summary>
    public static Point3 operator -(Point3 a, Point3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Scaled by a number.</summary>
    public static Point3 operator *(double factor, Point3 a) => new(factor * a.X, factor * a.Y, factor * a.Z);

    /// <summary>Sum, by name.</summary>
    /// <param name="other">The other point.</param>
    public Point3 Add(Point3 other) => this + other;

    /// <summary>Difference, by name.</summary>
    /// <param name="other">The other point.</param>
    public Point3 Subtract(Point3 other) => this - other;

    /// <summary>Scaled by a number, by name.</summary>
    /// <param name="factor">The number.</param>
    /// <param name="point">The point.</param>
    public static Point3 Multiply(double factor, Point3 point) => factor * point;

    /// <summary>Scalar product.</summary>
    /// <param name="other">The other vector.</param>
    public double Dot(Point3 other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    /// <summary>Vector product.</summary>
    /// <param name="other">The other vector.</param>
    public Point3 Cross(Point3 other) => new((Y * other.Z) - (Z * other.Y), (Z * other.X) - (X * other.Z), (X * other.Y) - (Y * other.X));

    /// <summary>The same direction with length 1.</summary>
    public Point3 Normalized() => (1 / Length) * this;

    /// <inheritdoc/>
    public override string ToString() => $"({X:0.####}, {Y:0.####}, {Z:0.####})";
}
