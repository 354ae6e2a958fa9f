namespace TorchSharp.Modules;

/// <summary>x above 0, a x below, with a learnt for all channels together or for each.</summary>
public sealed class PReLU : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    internal PReLU(long num_parameters, double init, torch.Device? device, torch.ScalarType? dtype)
        : base(nameof(PReLU))
    {
        (this.num_parameters, this.init) = (num_parameters, init);
        weight = new(torch.full(num_parameters, init, dtype ?? torch.get_default_dtype(), device));
    }

    public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    public long num_parameters { get; }

    public double init { get; }

    protected override void RegisterComponents()
    {
    }

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.prelu(tensor, weight);
}
