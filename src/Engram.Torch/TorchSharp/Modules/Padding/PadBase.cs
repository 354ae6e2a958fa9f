namespace TorchSharp.Modules;

/// <summary>Adds places before and after the last dimensions; amounts are given last dimension first.</summary>
public abstract class PadBase : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    private readonly PaddingModes mode;

    protected PadBase(string name, PaddingModes mode, double value, params long[] padding)
        : base(name)
    {
        (this.mode, this.value, this.padding) = (mode, value, padding);
    }

    public long[] padding { get; set; }

    public double value { get; set; }

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.pad(input, padding, mode, value);
}
