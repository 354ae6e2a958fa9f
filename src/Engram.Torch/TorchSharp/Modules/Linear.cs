namespace TorchSharp.Modules;

/// <summary>y = x Wᵀ + b, with W of shape [out_features, in_features].</summary>
public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(Linear))
    {
        (in_features, out_features) = (inputSize, outputSize);
        weight = new(torch.empty(outputSize, inputSize, dtype, device));
        torch.nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (!hasBias)
            return;
        var bound = 1 / Math.Sqrt(inputSize);
        bias = new(torch.empty(outputSize, dtype, device).uniform_(-bound, bound));
    }

    internal Linear(Parameter weight, Parameter? bias)
        : base(nameof(Linear))
    {
        (in_features, out_features) = (weight.size(1), weight.size(0));
        this.weight = weight;
        this.bias = bias;
    }

    public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

    public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    public long in_features { get; set; }

    public long out_features { get; set; }

    protected override void RegisterComponents()
    {
        // registered above, in the order of PyTorch's state dictionary
    }

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, weight, bias);
}
