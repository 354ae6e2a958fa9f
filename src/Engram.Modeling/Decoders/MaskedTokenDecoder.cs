using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Decoders;

/// <summary>
/// Predicts what stands at masked places from the encoded visible tokens: the decoder of a masked autoencoder (He et al. 2022) and the
/// predictor of JEPA. Visible tokens and one shared mask token, each with its position code, pass a transformer; the masked ones are read.
/// </summary>
public sealed class MaskedTokenDecoder : nn.Module<Tensor, Tensor, Tensor, Tensor, Tensor>
{
    private readonly Linear input;
    private readonly Parameter mask;
    private readonly TokenTransformer transformer;
    private readonly Linear output;

    /// <summary>A decoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public MaskedTokenDecoder(MaskedTokenDecoderConfig config)
        : base(nameof(MaskedTokenDecoder))
    {
        config.Validate();
        Config = config;
        var (inner, bias) = (config.Transformer.Width, config.Transformer.Bias);
        input = nn.Linear(config.InputWidth, inner, bias);
        mask = nn.Parameter(randn(inner) * 0.02);
        transformer = new(config.Transformer);
        output = nn.Linear(inner, config.OutputWidth, bias);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public MaskedTokenDecoderConfig Config { get; }

    /// <summary>Predicts.</summary>
    /// <param name="encoded">The encoder's output for the visible tokens, [batch, visible, input feature].</param>
    /// <param name="visible">Their places, [batch, visible].</param>
    /// <param name="masked">The places to predict, [batch, masked].</param>
    /// <param name="positions">Code of every place, [batch or 1, place, inner feature].</param>
    /// <returns>[batch, masked, output feature].</returns>
    /// <exception cref="ArgumentException">A shape is wrong, or nothing is masked.</exception>
    public override Tensor forward(Tensor encoded, Tensor visible, Tensor masked, Tensor positions)
    {
        Expect.Shape(encoded, nameof(MaskedTokenDecoder), "batch, visible, feature", -1, -1, Config.InputWidth);
        var batch = encoded.shape[0];
        Expect.Shape(visible, $"{nameof(MaskedTokenDecoder)}, visible", "batch, visible", batch, encoded.shape[1]);
        Expect.Shape(masked, $"{nameof(MaskedTokenDecoder)}, masked", "batch, masked", batch, -1);
        Expect.Shape(positions, $"{nameof(MaskedTokenDecoder)}, positions", "batch or 1, place, feature", -1, -1, Config.Transformer.Width);
        var codes = positions.expand(batch, -1, -1);
        var seen = input.call(encoded) + TokenTransformer.Select(codes, visible);
        var unseen = mask + TokenTransformer.Select(codes, masked);
        var x = transformer.call(cat([seen, unseen], 1));
        return output.call(x.narrow(1, encoded.shape[1], masked.shape[1]));
    }
}
