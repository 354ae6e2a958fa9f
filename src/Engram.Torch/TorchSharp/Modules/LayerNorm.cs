namespace TorchSharp.Modules;

/// <summary>(x - mean) / sqrt(variance + eps) over the last dimensions, then scaled and shifted.</summary>
public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        (this.normalized_shape, this.eps, this.elementwise_affine) = (normalized_shape, eps, elementwise_affine);
        if (!elementwise_affine)
            return;
        weight = new(torch.ones(normalized_shape, dtype, device));
        if (!bias)
            return;
        this.bias = new(torch.zeros(normalized_shape, dtype, device));
    }

    public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

    public Parameter? weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    public long[] normalized_shape { get; set; }

    public double eps { get; set; }

    public bool elementwise_affine { get; set; }

    public void reset_parameters()
    {
        if (weight is not null)
            torch.nn.init.ones_(weight);
        if (bias is not null)
            torch.nn.init.zeros_(bias);
    }

    protected override void RegisterComponents()
    {
    }

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.layer_norm(tensor, normalized_shape, weight, bias, eps);
}
