namespace Engram.Signals.Randomness;

/// <summary>A generator of random numbers as a value: same seed, same numbers, on every machine (xoshiro256**, Blackman and Vigna 2018).</summary>
public sealed class SeededRandom
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;
    private double spare;
    private bool hasSpare;

    /// <summary>A generator with a seed.</summary>
    /// <param name="seed">Any number; near seeds give unrelated streams.</param>
    public SeededRandom(long seed)
    {
        var state = (ulong)seed;
        s0 = SplitMix(ref state);
        s1 = SplitMix(ref state);
        s2 = SplitMix(ref state);
        s3 = SplitMix(ref state);
    }

    /// <summary>A generator of its own for a named part of an experiment; drawing from it does not move this one.</summary>
    /// <param name="name">Name of the part.</param>
    public SeededRandom Split(string name)
    {
        var hash = s0 ^ 0xCBF29CE484222325UL;
        foreach (var letter in name)
            hash = (hash ^ letter) * 0x100000001B3UL;
        return new((long)hash);
    }

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, bound).</summary>
    /// <param name="bound">Above 0.</param>
    public int NextInt(int bound) => bound > 0
        ? (int)Math.BigMul(NextBits(), (ulong)bound, out _)
        : throw new ArgumentOutOfRangeException(nameof(bound), $"Expected a bound above 0, got {bound}.");

    /// <summary>A number of the standard normal distribution (polar method).</summary>
    public double NextGaussian()
    {
        if (hasSpare)
        {
            hasSpare = false;
            return spare;
        }

        while (true)
        {
            var u = (2 * NextDouble()) - 1;
            var v = (2 * NextDouble()) - 1;
            var s = (u * u) + (v * v);
            if (s is 0 or >= 1)
                continue;
            var factor = Math.Sqrt(-2 * Math.Log(s) / s);
            (spare, hasSpare) = (v * factor, true);
            return u * factor;
        }
    }

    /// <summary>The numbers 0 … count-1 in random order.</summary>
    /// <param name="count">How many.</param>
    public int[] Permutation(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    private ulong NextBits()
    {
        var result = ulong.RotateLeft(s1 * 5, 7) * 9;
        var t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = ulong.RotateLeft(s3, 45);
        return result;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
