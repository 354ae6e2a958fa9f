using Engram.Signals.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>Starts tables of learned vectors at N(0, deviation²) by a seed.</summary>
internal static class EmbeddingTable
{
    public static Parameter Create(int count, int width, double deviation, long seed)
    {
        var random = new SeededRandom(seed);
        var values = new float[count * width];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * random.NextGaussian());
        return nn.Parameter(tensor(values).reshape(count, width));
    }
}
