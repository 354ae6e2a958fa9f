namespace TorchSharp.Modules;

/// <summary>x above 0, a x below, with a drawn from [lower, upper] for each element in training and its mean in evaluation.</summary>
public sealed class RReLU : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal RReLU(double lower, double upper, bool inplace)
        : base(nameof(RReLU))
    {
        (this.lower, this.upper, this.inplace) = (lower, upper, inplace);
    }

    public double lower { get; set; }

    public double upper { get; set; }

    public bool inplace { get; set; }

    public override torch.Tensor forward(torch.Tensor tensor) =>
        training ? torch.nn.functional.RandomSlopes(tensor, lower, upper, inplace) : torch.nn.functional.rrelu(tensor, lower, upper, inplace);
}
