using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// The two paths of <see cref="MotifTokenizer"/>. Spectral, per frame: patches of bins → D, a transformer over the patches, then a gated sum σ(C_g p) ⊙ C_v p over
/// each group → D/2. Temporal: a convolution of the trace with kernel n and stride h → D/2. Joined and passed through a transformer over the frames;
/// the result has norm 1. A path alone has the whole width. No position codes, so the order of frames reaches a token only through what the frames hold.
/// </summary>
internal sealed class MotifEncoder : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly MotifTokenizerConfig config;
    private readonly Sequential? patches;
    private readonly TokenTransformer? frequency;
    private readonly Conv1d? gate;
    private readonly Conv1d? value;
    private readonly Sequential? temporal;
    private readonly TokenTransformer time;

    public MotifEncoder(MotifTokenizerConfig config)
        : base(nameof(MotifEncoder))
    {
        this.config = config;
        var (width, groups) = (config.Width, config.Patches / config.PatchGroup);
        var share = config.Paths == MotifPaths.Both ? width / 2 : width; // of each path
        if (config.Paths != MotifPaths.Temporal)
        {
            patches = Path(config.FrequencyPatch, config.FrequencyPatch, width, width);
            frequency = Transformer(config, config.FrequencyDepth);
            gate = nn.Conv1d(width, share / groups, config.PatchGroup, config.PatchGroup);
            value = nn.Conv1d(width, share / groups, config.PatchGroup, config.PatchGroup);
        }

        if (config.Paths != MotifPaths.Spectral)
            temporal = Path(config.Window, config.Hop, width, share);
        time = Transformer(config, config.TimeDepth);
        RegisterComponents();
    }

    public static TokenTransformer Transformer(MotifTokenizerConfig config, int depth) =>
        new(new() { Width = config.Width, Depth = depth, Heads = config.Heads, Attention = AttentionKind.Linear, ProjectionBias = false, FinalNorm = false });

    /// <summary>
    /// Spectrum [row, frame, bin] and trace [row, time] → [row, frame, D]. Several spectra of each trace, one set of rows after another, meet one pass of the
    /// trace through its path.
    /// </summary>
    public override Tensor forward(Tensor spectrum, Tensor trace)
    {
        var joined = config.Paths switch
        {
            MotifPaths.Spectral => Spectral(spectrum),
            MotifPaths.Temporal => Temporal(trace).repeat(spectrum.shape[0] / trace.shape[0], 1, 1),
            _ => cat([Spectral(spectrum), Temporal(trace).repeat(spectrum.shape[0] / trace.shape[0], 1, 1)], -1),
        };
        return nn.functional.normalize(time.call(joined), dim: -1);
    }

    private Tensor Spectral(Tensor spectrum)
    {
        // each frame stands alone here, so all that are hidden as a whole share one result, that of the first row
        var flat = spectrum.flatten(0, 1);
        var seen = flat.abs().sum([1L]).gt(0);
        var bands = patches!.call(cat([zeros_like(flat.narrow(0, 0, 1)), flat.index_select(0, seen.nonzero().squeeze(1))]).unsqueeze(1)); // [frame, D, patch]
        bands = frequency!.call(bands.transpose(1, 2)).transpose(1, 2);
        var pooled = (gate!.call(bands).sigmoid() * value!.call(bands)).flatten(1);
        return pooled.index_select(0, seen.to_type(int64).cumsum(0) * seen).reshape(spectrum.shape[0], spectrum.shape[1], -1);
    }

    private Tensor Temporal(Tensor trace) => temporal!.call(trace.unsqueeze(1)).transpose(1, 2);

    private static Sequential Path(int kernel, int stride, int width, int last) => nn.Sequential(
        nn.Conv1d(1, width, kernel, stride), nn.GELU(), nn.GroupNorm(16, width),
        nn.Conv1d(width, width, 1), nn.GELU(), nn.GroupNorm(16, width),
        nn.Conv1d(width, last, 1), nn.GELU(), nn.GroupNorm(Math.Min(16, last), last));
}
