using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// The nearest centre of each vector while the centres move, exactly. The few centres that moved farthest are compared with all vectors;
/// for the others there is a bound on their distance, which falls by the largest move among them, and only where it no longer shows that
/// none has come nearer all centres are searched (after Hamerly 2010).
/// </summary>
internal sealed class CentreAssignment
{
    private const int Movers = PanelProducts.PanelRows; // centres that are always compared
    private const int VectorsInPiece = 1024; // what one core does at a time
    private const double Margin = 1e-9; // more than rounding moves a distance

    private readonly double[] vectors;
    private readonly InterleavedRows rows;
    private readonly int width;
    private readonly double[] own; // the distance of the vector's centre
    private readonly double[] others; // no other centre is nearer than this
    private readonly long[] nearest; // what a search finds
    private readonly double[] farther;
    private readonly float[] selection;
    private double[] centres;

    /// <summary>Searches among all centres.</summary>
    /// <param name="vectors">[n, D].</param>
    /// <param name="width">D.</param>
    /// <param name="centres">[K, D].</param>
    public CentreAssignment(double[] vectors, int width, double[] centres)
    {
        (this.vectors, this.width, this.centres, rows) = (vectors, width, centres, NearestCode.Rows(vectors, width));
        (Codes, own, others) = (new long[rows.Count], new double[rows.Count], new double[rows.Count]);
        (nearest, farther, selection) = (new long[rows.Count], new double[rows.Count], rows.Scratch());
        NearestRow.Find(rows, NearestCode.Table(centres, width), Codes, others);
        ForVectors(i => own[i] = Distance(i, Codes[i]));
        Changed = new bool[centres.Length / width];
    }

    /// <summary>The centre of each vector.</summary>
    public long[] Codes { get; }

    /// <summary>Which centres won or lost a vector in the last move.</summary>
    public bool[] Changed { get; private set; }

    /// <summary>Follows the centres to their new places; <see cref="Codes"/> then holds the nearest ones.</summary>
    /// <param name="moved">[K, D].</param>
    public void Move(double[] moved)
    {
        var count = moved.Length / width;
        Changed = new bool[count];
        double[] shifts = [.. Enumerable.Range(0, count).Select(k => Math.Sqrt(SquaredDistance(moved.AsSpan(k * width, width), centres.AsSpan(k * width, width))))];
        centres = moved;
        if (count <= 2 * Movers)
        {
            Search([.. Enumerable.Range(0, rows.Count)]);
            return;
        }

        int[] order = [.. Enumerable.Range(0, count).OrderByDescending(k => shifts[k])];
        int[] movers = [.. order[..Movers].Order()];
        var rest = shifts[order[Movers]];
        var table = new double[Movers * width];
        for (var m = 0; m < Movers; m++)
            centres.AsSpan(movers[m] * width, width).CopyTo(table.AsSpan(m * width));
        var isOpen = new bool[rows.Count];
        NearestRow.Find(rows, NearestCode.Table(table, width), nearest, farther);
        var isMover = new bool[count];
        foreach (var m in movers)
            isMover[m] = true;
        ForVectors([MethodImpl(MethodImplOptions.AggressiveOptimization)] (i) =>
        {
            others[i] -= rest;
            if (shifts[Codes[i]] > 0)
                own[i] = Distance(i, Codes[i]);
            isOpen[i] = !IsNearer(own[i], others[i]) || !Compare(i, movers[nearest[i]], farther[i], isMover[Codes[i]]);
        });
        Search([.. Enumerable.Range(0, rows.Count).Where(i => isOpen[i])]);
    }

    /// <summary>‖a - b‖², eight sums side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = Vector512<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var difference = Vector512.Create(a[i..]) - Vector512.Create(b[i..]);
            lanes = Vector512.FusedMultiplyAdd(difference, difference, lanes);
        }

        var sum = Vector512.Sum(lanes);
        for (; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }

    // the vector's centre against the nearest of the movers; false where they are too close to tell
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Compare(int i, int mover, double farther, bool isAmongMovers)
    {
        if (mover == Codes[i])
        {
            others[i] = Math.Min(others[i], farther);
            return true;
        }

        var distance = Distance(i, mover);
        if (isAmongMovers || IsNearer(distance, own[i]))
        {
            others[i] = Math.Min(others[i], isAmongMovers ? farther : Math.Min(farther, own[i]));
            Assign(i, mover, distance);
            return true;
        }

        others[i] = Math.Min(others[i], distance);
        return IsNearer(own[i], distance);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(int[] searched)
    {
        if (searched.Length == 0)
            return;
        NearestRow.Find(searched.Length == rows.Count ? rows : rows.Select(searched, selection), NearestCode.Table(centres, width), nearest, farther);
        for (var s = 0; s < searched.Length; s++)
        {
            var i = searched[s];
            others[i] = farther[s];
            Assign(i, nearest[s], Distance(i, nearest[s]));
        }
    }

    private void Assign(int i, long code, double distance)
    {
        if (code != Codes[i])
            Changed[code] = Changed[Codes[i]] = true;
        (Codes[i], own[i]) = (code, distance);
    }

    private double Distance(int i, long code) => Math.Sqrt(SquaredDistance(vectors.AsSpan(i * width, width), centres.AsSpan((int)code * width, width)));

    private static bool IsNearer(double a, double b) => a * (1 + Margin) < b * (1 - Margin);

    private void ForVectors(Action<int> body) => ChannelGroups.For((rows.Count + VectorsInPiece - 1) / VectorsInPiece, 0, piece =>
    {
        for (var i = piece * VectorsInPiece; i < Math.Min(rows.Count, (piece + 1) * VectorsInPiece); i++)
            body(i);
    });
}
