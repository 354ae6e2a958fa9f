using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The numbers below size in random order; with a seed, the same order in every pass.</summary>
public class FisherYatesShuffler(long size, int? seed = null) : IEnumerable<long>
{
    public IEnumerator<long> GetEnumerator()
    {
        var random = seed is { } s ? new Random(s) : Random.Shared;
        var order = new long[size];
        for (var i = 0L; i < size; i++)
            order[i] = i;
        for (var i = size - 1; i >= 0; i--)
        {
            var j = random.NextInt64(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
            yield return order[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
