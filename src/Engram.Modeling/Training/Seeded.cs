using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>Blocks whose first weights come from a seed of their own.</summary>
public static class Seeded
{
    /// <summary>Makes something with torch's shared generator at a seed, and leaves the generator as it was.</summary>
    /// <param name="seed">Any number; the same gives the same weights.</param>
    /// <param name="make">Makes it.</param>
    /// <typeparam name="T">What is made.</typeparam>
    public static T Make<T>(long seed, Func<T> make)
    {
        using var before = random.get_rng_state();
        try
        {
            manual_seed(seed);
            return make();
        }
        finally
        {
            random.set_rng_state(before);
        }
    }
}
