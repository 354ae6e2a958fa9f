namespace TorchSharp.Modules;

/// <summary>The maximum of each window.</summary>
public sealed class MaxPool3d : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal MaxPool3d(long[] kernel_size, long[]? stride, long[]? padding, long[]? dilation, bool ceil_mode)
        : base(nameof(MaxPool3d))
    {
        this.kernel_size = kernel_size;
        this.stride = stride;
        this.padding = padding;
        this.dilation = dilation;
        this.ceil_mode = ceil_mode;
    }

    public long[] kernel_size { get; set; }

    public long[]? stride { get; set; }

    public long[]? padding { get; set; }

    public long[]? dilation { get; set; }

    public bool ceil_mode { get; set; }

    public override torch.Tensor forward(torch.Tensor input) => torch.nn.functional.max_pool3d(input, kernel_size, stride, padding, dilation, ceil_mode);

    public (torch.Tensor output, torch.Tensor indices) forward_with_indices(torch.Tensor input) => torch.nn.functional.max_pool3d_with_indices(input, kernel_size, stride, padding, dilation, ceil_mode);
}
