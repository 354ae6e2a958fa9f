using System.Collections.Concurrent;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;

namespace Engram.Modeling.Codebooks;

/// <summary>
/// The nearest centre of each vector while the centres move, exactly. A vector keeps its centre without a search where no other can have
/// come nearer: the bound on the distance of the others falls by at most the largest move among them (Hamerly 2010).
/// </summary>
internal sealed class CentreAssignment
{
    private const int VectorsInPiece = 1024; // what one core does at a time
    private const double Margin = 1e-9; // more than rounding moves a distance

    private readonly double[] vectors;
    private readonly int width;
    private readonly double[] others; // no other centre is nearer than this
    private double[] centres;

    /// <summary>Searches among all centres.</summary>
    /// <param name="vectors">[n, D].</param>
    /// <param name="width">D.</param>
    /// <param name="centres">[K, D].</param>
    public CentreAssignment(double[] vectors, int width, double[] centres)
    {
        (this.vectors, this.width, this.centres) = (vectors, width, centres);
        (Codes, others) = (new long[vectors.Length / width], new double[vectors.Length / width]);
        NearestRow.Find(NearestCode.Rows(vectors, width), NearestCode.Table(centres, width), Codes, others);
    }

    /// <summary>The centre of each vector.</summary>
    public long[] Codes { get; }

    /// <summary>Follows the centres to their new places; tells whether a vector changed its centre.</summary>
    /// <param name="moved">[K, D].</param>
    public bool Move(double[] moved)
    {
        var (largest, second, farthest) = (0.0, 0.0, -1);
        for (var k = 0; k < moved.Length / width; k++)
        {
            var shift = Math.Sqrt(SquaredDistance(moved.AsSpan(k * width, width), centres.AsSpan(k * width, width)));
            if (shift > largest)
                (largest, second, farthest) = (shift, largest, k);
            else
                second = Math.Max(second, shift);
        }

        centres = moved;
        var open = new ConcurrentBag<int>();
        ChannelGroups.For((Codes.Length + VectorsInPiece - 1) / VectorsInPiece, 0, piece =>
        {
            for (var i = piece * VectorsInPiece; i < Math.Min(Codes.Length, (piece + 1) * VectorsInPiece); i++)
            {
                others[i] -= Codes[i] == farthest ? second : largest;
                var own = Math.Sqrt(SquaredDistance(vectors.AsSpan(i * width, width), centres.AsSpan((int)Codes[i] * width, width)));
                if (!(own * (1 + Margin) < others[i] * (1 - Margin)))
                    open.Add(i);
            }
        });
        int[] searched = [.. open.Order()];
        return Search(searched);
    }

    /// <summary>‖a - b‖², eight sums side by side.</summary>
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

    private bool Search(int[] searched)
    {
        if (searched.Length == 0)
            return false;
        var (copies, codes, bounds) = (new double[searched.Length * width], new long[searched.Length], new double[searched.Length]);
        for (var s = 0; s < searched.Length; s++)
            vectors.AsSpan(searched[s] * width, width).CopyTo(copies.AsSpan(s * width));
        NearestRow.Find(NearestCode.Rows(copies, width), NearestCode.Table(centres, width), codes, bounds);
        var hasChanged = false;
        for (var s = 0; s < searched.Length; s++)
        {
            hasChanged |= Codes[searched[s]] != codes[s];
            (Codes[searched[s]], others[searched[s]]) = (codes[s], bounds[s]);
        }

        return hasChanged;
    }
}
