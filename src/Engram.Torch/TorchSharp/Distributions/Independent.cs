using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A distribution whose rightmost batch dimensions count as part of the event.</summary>
public class Independent : distributions.Distribution
{
    private readonly distributions.Distribution base_distribution;
    private readonly int reinterpreted;

    public Independent(distributions.Distribution base_distribution, int reinterpreted_batch_ndims, Generator? generator = null)
        : base(generator)
    {
        var batch = base_distribution.batch_shape;
        if (reinterpreted_batch_ndims < 0 || reinterpreted_batch_ndims > batch.Length)
            throw new ArgumentOutOfRangeException(nameof(reinterpreted_batch_ndims), $"Independent: expected 0 to {batch.Length} batch dimensions, got {reinterpreted_batch_ndims}.");
        this.base_distribution = base_distribution;
        reinterpreted = reinterpreted_batch_ndims;
        var shape = batch + base_distribution.event_shape;
        var cut = batch.Length - reinterpreted;
        _init(shape.Shape[..cut], shape.Shape[cut..]);
    }

    public override Tensor mean => base_distribution.mean;

    public override Tensor mode => base_distribution.mode;

    public override Tensor variance => base_distribution.variance;

    public override Tensor sample(params long[] sample_shape) => base_distribution.sample(sample_shape);

    public override Tensor rsample(params long[] sample_shape) => base_distribution.rsample(sample_shape);

    public override Tensor log_prob(Tensor value) => distributions.transforms.Transform._sum_rightmost(base_distribution.log_prob(value), reinterpreted);

    public override Tensor entropy() => distributions.transforms.Transform._sum_rightmost(base_distribution.entropy(), reinterpreted);

    public override distributions.Distribution expand(Size batch_shape, distributions.Distribution? instance = null) =>
        new Independent(base_distribution.expand(batch_shape + event_shape.Shape[..reinterpreted]), reinterpreted, generator);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            base_distribution.Dispose();
        base.Dispose(disposing);
    }
}
