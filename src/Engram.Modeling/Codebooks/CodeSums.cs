using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Engram.Modeling.Codebooks;

/// <summary>For each code the number n_k and the sum Σ x of the vectors assigned to it, added in order in double precision.</summary>
internal sealed class CodeSums
{
    private CodeSums(long[] counts, double[] sums) => (Counts, Sums) = (counts, sums);

    public long[] Counts { get; }

    /// <summary>[code, D], flat.</summary>
    public double[] Sums { get; }

    public static CodeSums Of(ReadOnlySpan<double> vectors, ReadOnlySpan<long> codes, int size)
    {
        var width = vectors.Length / codes.Length;
        var result = new CodeSums(new long[size], new double[size * width]);
        for (var i = 0; i < codes.Length; i++)
        {
            result.Counts[codes[i]]++;
            var sum = result.Sums.AsSpan((int)codes[i] * width, width);
            TensorPrimitives.Add(sum, vectors.Slice(i * width, width), sum);
        }

        return result;
    }

    public static CodeSums Of(Tensor vectors, Tensor codes, long size)
    {
        using var scope = NewDisposeScope();
        return Of(vectors.detach().to_type(float64).cpu().contiguous().data<double>().ToArray(), codes.cpu().data<long>().ToArray(), (int)size);
    }

    public Tensor CountTensor(Tensor like) => tensor(Array.ConvertAll(Counts, c => (double)c)).to(like.dtype).to(like.device);

    public Tensor SumTensor(Tensor like) => tensor(Sums).reshape(Counts.Length, -1).to(like.dtype).to(like.device);
}
