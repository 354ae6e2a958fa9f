namespace Engram.Signals.Embedding;

/// <summary>
/// Stacks p copies of a trial, shifted by 0, τ, …, (p-1)τ samples. As in the augmented covariance paper (Carrara and Papadopoulo
/// 2023) copy k covers the samples kτ to T - (p - k)τ, one lag fewer than would fit. Order 1 is the trial itself.
/// </summary>
/// <param name="Order">p, at least 1.</param>
/// <param name="Lag">τ in samples, at least 1.</param>
public sealed record DelayEmbedding(int Order, int Lag)
{
    /// <summary>The embedded trial, (p d) × (T - pτ); block k of the rows is copy k.</summary>
    /// <param name="trial">[channel][time].</param>
    /// <exception cref="ArgumentException">The trial is too short for order and lag.</exception>
    public double[][] Apply(double[][] trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (Order < 1 || Lag < 1)
            throw new ArgumentException($"Expected an order and a lag of at least 1, got {Order} and {Lag}.");
        if (Order == 1)
            return trial;
        var length = trial[0].Length - (Order * Lag);
        if (length < 2)
            throw new ArgumentException($"A trial of {trial[0].Length} samples is too short for order {Order} and lag {Lag}: fewer than 2 samples are left.", nameof(trial));
        var rows = new double[Order * trial.Length][];
        for (var k = 0; k < Order; k++)
        {
            for (var channel = 0; channel < trial.Length; channel++)
                rows[(k * trial.Length) + channel] = trial[channel].AsSpan(k * Lag, length).ToArray();
        }

        return rows;
    }
}
