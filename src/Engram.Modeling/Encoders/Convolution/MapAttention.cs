using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>Self-attention with one head over all positions of a map, with residual sum.</summary>
internal sealed class MapAttention : nn.Module<Tensor, Tensor>
{
    private readonly GroupNorm norm;
    private readonly MultiHeadAttention attention;

    internal MapAttention(long channels, long groups)
        : base(nameof(MapAttention))
    {
        norm = nn.GroupNorm(groups, channels);
        attention = new(channels, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor map)
    {
        var tokens = norm.call(map).flatten(2).transpose(1, 2);
        return map + attention.call(tokens, tokens, AttentionContext.None).transpose(1, 2).reshape(map.shape);
    }
}
