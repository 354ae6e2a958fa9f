using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Decoders;

/// <summary>
/// REVE's second way to predict masked patches (El Ouahidi et al. 2025): all tokens are pooled by one learned query to a single vector g, and
/// at each masked place <c>W₂ relu(W₁ (g + position) + b₁) + b₂</c> is predicted, so that g has to sum up the whole recording.
/// </summary>
public sealed class GlobalTokenDecoder : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly AttentionPooling pooling;
    private readonly Linear hidden;
    private readonly Linear output;

    /// <summary>A decoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public GlobalTokenDecoder(GlobalTokenDecoderConfig config)
        : base(nameof(GlobalTokenDecoder))
    {
        config.Validate();
        Config = config;
        pooling = new(new() { Width = config.Width });
        hidden = nn.Linear(config.Width, config.HiddenWidth ?? 4 * config.Width);
        output = nn.Linear(config.HiddenWidth ?? 4 * config.Width, config.OutputWidth);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public GlobalTokenDecoderConfig Config { get; }

    /// <summary>The pooled vector g of tokens of any layers, [batch, feature], and the query's weights [batch, token].</summary>
    /// <param name="tokens">[batch, token, feature].</param>
    public (Tensor Pooled, Tensor Weights) Pool(Tensor tokens)
    {
        var (pooled, weights) = pooling.Pool(tokens, keepWeights: true);
        return (pooled.squeeze(1), weights!.flatten(1));
    }

    /// <summary>Predicts.</summary>
    /// <param name="tokens">Tokens of all layers one after another, [batch, token, feature].</param>
    /// <param name="positions">Codes of the masked places, [batch, masked, feature].</param>
    /// <returns>[batch, masked, number].</returns>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public override Tensor forward(Tensor tokens, Tensor positions)
    {
        Expect.Shape(tokens, nameof(GlobalTokenDecoder), "batch, token, feature", -1, -1, Config.Width);
        Expect.Shape(positions, $"{nameof(GlobalTokenDecoder)}, positions", "batch, masked, feature", tokens.shape[0], -1, Config.Width);
        return output.call(F.relu(hidden.call(pooling.call(tokens) + positions)));
    }
}
