using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>
/// BERT (Devlin et al. 2019) over discrete tokens: each id's vector, normalised, then a post-norm transformer whose attention knows the distances
/// between tokens (Shaw et al. 2018) instead of absolute places. All weights start at N(0, 0.02²), biases at 0.
/// </summary>
public sealed class BertEncoder : nn.Module<Tensor, Tensor>
{
    internal const double NormEpsilon = 1e-12;
    private const double Deviation = 0.02;
    private readonly Parameter words;
    private readonly LayerNorm norm;
    private readonly Dropout drop;
    private readonly TokenTransformer transformer;

    /// <summary>An encoder with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public BertEncoder(BertEncoderConfig config)
        : base(nameof(BertEncoder))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        words = nn.Parameter(randn(config.Vocabulary, config.Width) * Deviation);
        norm = nn.LayerNorm(config.Width, NormEpsilon);
        drop = nn.Dropout(config.Dropout);
        transformer = new(config.Transformer);
        RegisterComponents();
        using var _ = no_grad();
        foreach (var linear in modules().OfType<Linear>())
        {
            nn.init.normal_(linear.weight!, 0, Deviation);
            linear.bias?.zero_();
        }
    }

    /// <summary>The settings.</summary>
    public BertEncoderConfig Config { get; }

    /// <summary>The vectors of the ids, [id, D]: what a head tied to the embedding multiplies with.</summary>
    public Tensor Words => words;

    /// <summary>Encodes ids, [batch, token] of int64 to [batch, token, feature].</summary>
    /// <param name="ids">Ids in [0, vocabulary).</param>
    public override Tensor forward(Tensor ids) => Encode(ids).Tokens;

    /// <summary>Encodes ids.</summary>
    /// <param name="ids">[batch, token], int64 in [0, vocabulary).</param>
    /// <param name="padding">[batch, token], true where a token is padding.</param>
    /// <param name="keepAttention">Whether to return attention weights.</param>
    /// <exception cref="ArgumentException">A shape is wrong, the batch is empty, a sequence is too long, or an id is unknown.</exception>
    public TokenEncoding Encode(Tensor ids, Tensor? padding = null, bool keepAttention = false)
    {
        Expect.Shape(ids, nameof(BertEncoder), "batch, token", -1, -1);
        InputCheck.Codes(ids, nameof(ids), Config.Vocabulary);
        var embedded = words.index_select(0, ids.flatten()).reshape(ids.shape[0], ids.shape[1], Config.Width);
        return transformer.Encode(drop.call(norm.call(embedded)), padding, keepAttention: keepAttention);
    }
}
