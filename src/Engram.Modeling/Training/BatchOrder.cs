using Engram.Signals.Randomness;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>
/// Which samples a step sees: each epoch is a fresh permutation of all samples, cut into batches. A function of seed and step, so that
/// a resumed training sees what an uninterrupted one would have seen.
/// </summary>
public sealed class BatchOrder
{
    private readonly SeededRandom random;
    private (int Epoch, int[] Order) cached = (-1, []);

    /// <summary>An order.</summary>
    /// <param name="samples">Number of samples, above 0.</param>
    /// <param name="batchSize">Samples of a batch, above 0; one batch holds all when there are fewer samples.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="dropLast">Whether the shorter batch at an epoch's end is left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no samples, or the batch is empty.</exception>
    public BatchOrder(int samples, int batchSize, long seed, bool dropLast = false)
    {
        if (samples <= 0)
            throw new ArgumentOutOfRangeException(nameof(samples), samples, "Expected at least one sample to train on.");
        if (batchSize <= 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), batchSize, "Expected a batch of at least one sample.");
        (Samples, BatchSize, random) = (samples, Math.Min(batchSize, samples), new SeededRandom(seed));
        StepsPerEpoch = dropLast ? Samples / BatchSize : (Samples + BatchSize - 1) / BatchSize;
    }

    /// <summary>Number of samples.</summary>
    public int Samples { get; }

    /// <summary>Samples of a full batch.</summary>
    public int BatchSize { get; }

    /// <summary>Batches of an epoch.</summary>
    public int StepsPerEpoch { get; }

    /// <summary>The samples of a step's batch as indices for <c>index_select</c>, int64.</summary>
    /// <param name="step">From 0.</param>
    public Tensor Rows(int step) => Rows(At(step));

    /// <summary>Samples as indices for <c>index_select</c>, int64.</summary>
    /// <param name="samples">Samples.</param>
    public static Tensor Rows(ReadOnlySpan<int> samples)
    {
        var indices = new long[samples.Length];
        for (var i = 0; i < indices.Length; i++)
            indices[i] = samples[i];
        return tensor(indices);
    }

    /// <summary>The samples of a step's batch.</summary>
    /// <param name="step">From 0.</param>
    public ReadOnlySpan<int> At(int step)
    {
        var (epoch, batch) = Math.DivRem(step, StepsPerEpoch);
        if (cached.Epoch != epoch)
            cached = (epoch, random.Split($"epoch {epoch}").Permutation(Samples));
        var from = batch * BatchSize;
        return cached.Order.AsSpan(from, Math.Min(BatchSize, Samples - from));
    }
}
