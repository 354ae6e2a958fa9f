using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>Norm, state space, GELU, gated mixing of the features, residual sum.</summary>
internal sealed class StateSpaceBlock : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly LayerNorm norm;
    private readonly S4dLayer states;
    private readonly Linear mix;
    private readonly Dropout drop;

    internal StateSpaceBlock(StateSpaceEncoderConfig config)
        : base(nameof(StateSpaceBlock))
    {
        norm = nn.LayerNorm(config.Width);
        states = new(config.Width, config.States, config.Bidirectional, config.ShortestStep, config.LongestStep);
        mix = nn.Linear(config.Width, 2 * config.Width);
        drop = nn.Dropout(config.Dropout);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens, Tensor? padding)
    {
        var u = norm.call(tokens);
        if (padding is not null)
            u = u.masked_fill(padding.unsqueeze(-1), 0);
        return tokens + drop.call(F.glu(mix.call(drop.call(F.gelu(states.call(u)))), -1));
    }
}
