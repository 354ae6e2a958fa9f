namespace TorchSharp.Modules;

/// <summary>Maxima over windows that start at pseudo-random places.</summary>
public sealed class FractionalMaxPool2d : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal FractionalMaxPool2d(long[] kernel_size, long[]? output_size, double[]? output_ratio)
        : base(nameof(FractionalMaxPool2d))
    {
        this.kernel_size = kernel_size;
        this.output_size = output_size;
        this.output_ratio = output_ratio;
    }

    public long[] kernel_size { get; set; }

    public long[]? output_size { get; set; }

    public double[]? output_ratio { get; set; }

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.fractional_max_pool2d(input, kernel_size, output_size, output_ratio);

    public (torch.Tensor output, torch.Tensor indices) forward_with_indices(torch.Tensor input) => torch.nn.functional.fractional_max_pool2d_with_indices(input, kernel_size, output_size, output_ratio);
}
