using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.NeuralCircuitDiagrams;

/// <summary>What the experiments gave.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Terms">One for each seed.</param>
public sealed record NeuralCircuitDiagramsResults(NeuralCircuitDiagramsConfig Config, TermStudy[] Terms)
{
    private const string Constructive = "constructive; no figure";

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics() => new Dictionary<string, Estimate>
    {
        ["random terms that agree with index loops: share"] = Over(t => t.Agree),
        ["random terms whose backward term agrees with autograd: share"] = Over(t => t.GradientsAgree),
        ["wrong axes refused with the wire named: share"] = Over(t => t.Refused),
        ["wrong axes refused by tensor addition: share"] = Over(t => t.RefusedByTensors),
        ["multi-head attention against the library, largest error: 1e-6"] = Over(t => t.LargestError * 1e6),
        ["backward attention against autograd, largest error: 1e-6"] = Over(t => t.GradientError * 1e6),
        ["long attention, softmax matrices in stored activations: share"] = Over(_ => SoftmaxShare(Config.LongLength)),
        ["short attention, softmax matrices in stored activations: share"] = Over(_ => SoftmaxShare(Config.ShortLength)),
        ["attention, backward operations over forward: ratio"] = Over(_ => BackwardRatio()),
    };

    /// <summary>The claims of the paper, as far as they can be tested without readers.</summary>
    public IReadOnlyList<Claim> Claims() =>
    [
        new()
        {
            Statement = "a diagram says exactly what is computed", Paper = Constructive, Measure = $"share of {Config.Terms} random diagrams on which tensors and index loops agree to {Config.Tolerance:0e0}", Data = "simulated: random terms",
            Ours = Over(t => t.Agree), Test = "all agree", Verdict = Claim.Decide(Terms.All(t => t.Agree == 1), Over(t => t.Agree)),
        },
        new()
        {
            Statement = "diagrams that do not fit are refused, and the wire is named", Paper = Constructive, Measure = "share of wrong axes, half of them of size 1 (baseline: refused by tensor addition)", Data = "simulated: random terms",
            Ours = Over(t => t.Refused), Baseline = Over(t => t.RefusedByTensors), Test = "all are refused", Verdict = Claim.Decide(Terms.All(t => t.Refused == 1), Over(t => t.Refused)),
        },
        new()
        {
            Statement = "the backward pass is a diagram too", Paper = "derived", Measure = $"share of random diagrams whose backward diagram agrees with autograd to {Config.Tolerance:0e0}", Data = "simulated: random terms",
            Ours = Over(t => t.GradientsAgree), Test = "all agree, and so does attention", Verdict = Claim.Decide(Terms.All(t => t.GradientsAgree == 1 && t.GradientError < Config.Tolerance), Over(t => t.GradientsAgree)),
        },
        new()
        {
            Statement = "the softmax matrices dominate what attention has to store where sequences are long", Paper = "derived", Measure = $"share of stored activations, length {Config.LongLength} (baseline: length {Config.ShortLength})", Data = "counted on the diagram",
            Ours = Over(_ => SoftmaxShare(Config.LongLength)), Baseline = Over(_ => SoftmaxShare(Config.ShortLength)), Test = "above a half where long, below where short",
            Verdict = Claim.Decide(SoftmaxShare(Config.LongLength) > 0.5 && SoftmaxShare(Config.ShortLength) < 0.5, Over(_ => 0)),
        },
        new()
        {
            Statement = "the backward pass costs a small multiple of the forward pass", Paper = "about 2 for bilinear maps", Measure = "operations, backward over forward, products of attention", Data = "counted on the diagram",
            Ours = Over(_ => BackwardRatio()), Test = "between 1.5 and 4", Verdict = Claim.Decide(BackwardRatio() is > 1.5 and < 4, Over(_ => 0)),
        },
    ];

    // y x h enters the softmax and, as P, the product with V
    private double SoftmaxShare(int length) =>
        2.0 * length * length * Config.Heads / StandardTerms.Attention(length, length, Config.HeadWidth, Config.Heads).StoredActivations;

    // the backward term computes the forward pass again; what is left is the backward pass itself
    private double BackwardRatio()
    {
        var forward = StandardTerms.Attention(Config.Queries, Config.Keys, Config.HeadWidth, Config.Heads);
        return (forward.Backward().Operations - forward.Operations) / forward.Operations;
    }

    private Estimate Over(Func<TermStudy, double> of) => Estimate.Of([.. Terms.Select(of)]);
}
