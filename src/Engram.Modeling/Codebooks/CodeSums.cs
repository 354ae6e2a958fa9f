using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Engram.Signals.Numerics;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>For each code the number n_k and the sum Σ x of the vectors assigned to it, added in order in double precision.</summary>
internal sealed class CodeSums
{
    private const int Stripe = 32;

    private CodeSums(long[] counts, double[] sums) => (Counts, Sums) = (counts, sums);

    public long[] Counts { get; }

    /// <summary>[code, D], flat.</summary>
    public double[] Sums { get; }

    /// <summary>Adds up; where <paramref name="wanted"/> is given, only the sums that it marks.</summary>
    public static CodeSums Of(double[] vectors, long[] codes, int size, bool[]? wanted = null)
    {
        var width = vectors.Length / codes.Length;
        var result = new CodeSums(new long[size], new double[size * width]);
        foreach (var code in codes)
            result.Counts[code]++;

        // a stripe of columns for each core: every sum is still made in the order of the vectors
        ChannelGroups.For((width + Stripe - 1) / Stripe, 0, [MethodImpl(MethodImplOptions.AggressiveOptimization)] (stripe) =>
        {
            var (first, count) = (stripe * Stripe, Math.Min(Stripe, width - (stripe * Stripe)));
            for (var i = 0; i < codes.Length; i++)
            {
                if (wanted is null || wanted[codes[i]])
                    Add(vectors.AsSpan((i * width) + first, count), result.Sums.AsSpan(((int)codes[i] * width) + first, count));
            }
        });
        return result;
    }

    public static CodeSums Of(Tensor vectors, Tensor codes, long size)
    {
        using var scope = NewDisposeScope();
        return Of(NearestCode.Host(vectors), codes.cpu().data<long>().ToArray(), (int)size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<double> vector, Span<double> sum)
    {
        var d = 0;
        for (; d <= vector.Length - Vector512<double>.Count; d += Vector512<double>.Count)
            (Vector512.Create(vector[d..]) + Vector512.Create((ReadOnlySpan<double>)sum[d..])).CopyTo(sum[d..]);
        for (; d < vector.Length; d++)
            sum[d] += vector[d];
    }

    public Tensor CountTensor(Tensor like) => tensor(Array.ConvertAll(Counts, c => (double)c)).to(like.dtype).to(like.device);

    public Tensor SumTensor(Tensor like) => tensor(Sums).reshape(Counts.Length, -1).to(like.dtype).to(like.device);
}
