using static TorchSharp.torch;

namespace Engram.Papers;

/// <summary>
/// Modules draw their first weights from torch's one generator. Here they are made one call at a time from a seed of their own, so
/// that experiments can run side by side and still give the same bits.
/// </summary>
internal static class SeededModules
{
    private static readonly Lock Gate = new();

    public static T Make<T>(long seed, Func<T> make)
    {
        lock (Gate)
        {
            manual_seed(seed);
            return make();
        }
    }
}
