using Engram.Modeling.Codebooks;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>k-means of standardised features, (f - mean) / deviation by the training data (LiPCoT's vocabulary); a constant feature is only centred.</summary>
internal sealed class FeatureCodebook : nn.Module<Tensor, Tensor>
{
    private readonly Tensor mean;
    private readonly Tensor deviation;
    private readonly KMeansCodebook codes;

    public FeatureCodebook(KMeansConfig config)
        : base(nameof(FeatureCodebook))
    {
        mean = zeros(config.Width);
        deviation = ones(config.Width);
        codes = new(config);
        RegisterComponents();
    }

    public ICodebook Codes => codes;

    public void Fit(Tensor features)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var rows = features.detach().reshape(-1, codes.Width);
        var wide = rows.to_type(float64);
        var spread = wide.std([0L], unbiased: false);
        mean.copy_(wide.mean([0L]));
        deviation.copy_(where(spread.gt(0), spread, ones_like(spread)));
        codes.Fit((rows - mean) / deviation);
    }

    /// <summary>[…, D] → codes […].</summary>
    public override Tensor forward(Tensor input) => codes.Encode((input.detach() - mean) / deviation);

    /// <summary>Codes […] → […, D].</summary>
    public Tensor Decode(Tensor indices) => codes.Decode(indices) * deviation + mean;
}
