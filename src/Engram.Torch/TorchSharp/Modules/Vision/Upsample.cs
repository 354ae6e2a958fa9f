namespace TorchSharp.Modules;

/// <summary>Resamples the dimensions after batch and channel to a size, or by a factor.</summary>
public sealed class Upsample : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    private readonly long[]? sizes;
    private readonly double[]? factors;

    internal Upsample(long[]? size, double[]? scale_factor, torch.UpsampleMode mode, bool? align_corners, bool? recompute_scale_factor)
        : base(nameof(Upsample))
    {
        (sizes, factors, this.mode) = (size, scale_factor, mode);
        (this.align_corners, this.recompute_scale_factor) = (align_corners, recompute_scale_factor);
    }

    public bool? recompute_scale_factor { get; set; }

    public torch.UpsampleMode mode { get; }

    public bool? align_corners { get; }

    public ReadOnlySpan<long> size => sizes;

    public ReadOnlySpan<double> scale_factor => factors;

    public override torch.Tensor forward(torch.Tensor input) =>
        torch.nn.functional.interpolate(input, sizes, factors, (torch.InterpolationMode)mode, align_corners, recompute_scale_factor ?? false);
}
