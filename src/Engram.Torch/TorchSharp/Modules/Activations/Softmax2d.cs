namespace TorchSharp.Modules;

/// <summary>Softmax over the channels at each place of an image.</summary>
public sealed class Softmax2d : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal Softmax2d()
        : base(nameof(Softmax2d))
    {
    }

    public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.softmax2d(tensor);
}
