namespace TorchSharp.Modules;

/// <summary>y_k = x₁ᵀ A_k x₂ + b_k.</summary>
public sealed class Bilinear : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
{
    internal Bilinear(long in1_features, long in2_features, long out_features, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(Bilinear))
    {
        (this.in1_features, this.in2_features, this.out_features) = (in1_features, in2_features, out_features);
        var bound = 1 / Math.Sqrt(in1_features);
        weight = new(torch.empty(out_features, in1_features, in2_features, dtype, device).uniform_(-bound, bound));
        if (hasBias)
            bias = new(torch.empty(out_features, dtype, device).uniform_(-bound, bound));
    }

    public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

    public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    public long in1_features { get; set; }

    public long in2_features { get; set; }

    public long out_features { get; set; }

    protected override void RegisterComponents()
    {
    }

    public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => torch.nn.functional.bilinear(input1, input2, weight, bias);
}
