using static TorchSharp.torch;

namespace Engram.Probes.Protocols;

/// <summary>
/// Evaluation on overlapping crops with averaged scores: a model trained on short crops judges a longer recording (Wang et al. 2016;
/// ECG-JEPA takes 7 crops of 2.5 s at a stride of 1.25 s from 10 s).
/// </summary>
public static class MultiCrop
{
    /// <summary>The mean of a model's scores over all whole crops.</summary>
    /// <param name="signal">[batch, channel, time].</param>
    /// <param name="crop">Samples of a crop.</param>
    /// <param name="stride">Samples from one crop to the next.</param>
    /// <param name="scores">The model: [batch, channel, crop] to [batch, class].</param>
    /// <returns>[batch, class].</returns>
    /// <exception cref="ArgumentException">The signal is no batch of channels, or shorter than a crop.</exception>
    public static Tensor Average(Tensor signal, int crop, int stride, Func<Tensor, Tensor> scores)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentOutOfRangeException.ThrowIfLessThan(crop, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 1);
        if (signal.dim() != 3 || signal.shape[2] < crop)
            throw new ArgumentException($"Expected [batch, channel, time] with at least {crop} samples, got [{string.Join(", ", signal.shape)}].", nameof(signal));
        var starts = Enumerable.Range(0, (int)((signal.shape[2] - crop) / stride) + 1);
        return stack(starts.Select(i => scores(signal.narrow(2, (long)i * stride, crop))).ToArray()).mean([0]);
    }
}
