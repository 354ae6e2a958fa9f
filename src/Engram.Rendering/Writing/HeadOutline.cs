namespace Engram.Rendering.Writing;

/// <summary>A head seen from above: outline, nose and ears as lines. The level of the ears has radius 1.</summary>
internal static class HeadOutline
{
    private const int Corners = 72;

    public static IReadOnlyList<IReadOnlyList<(double X, double Y)>> Parts(double radius = 1) =>
    [
        [.. Enumerable.Range(0, Corners + 1).Select(i => Math.SinCos(2 * Math.PI * i / Corners)).Select(p => (radius * p.Sin, radius * p.Cos))],
        [(-0.1 * radius, 0.995 * radius), (0, 1.13 * radius), (0.1 * radius, 0.995 * radius)],
        .. ((int[])[-1, 1]).Select(side => Ear(side).Select(p => (p.X * radius, p.Y * radius)).ToArray()),
    ];

    // half an ellipse
    private static IEnumerable<(double X, double Y)> Ear(int side) =>
        Enumerable.Range(0, 13).Select(i => Math.SinCos(Math.PI * i / 12)).Select(p => (side * (0.985 + (0.08 * p.Sin)), 0.17 * p.Cos));
}
