namespace TorchSharp.Modules;

/// <summary>The gradient of a convolution with respect to its input, used as a layer.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, global::TorchSharp.Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, torch.Device? device = null, torch.ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype)
    {
        if (padding_mode is not PaddingModes.Zeros)
            throw new ArgumentException($"{name}: only PaddingModes.Zeros is supported, got {padding_mode}.", nameof(padding_mode));
    }

    public override torch.Tensor forward(torch.Tensor input) => forward(input, null);

    public abstract torch.Tensor forward(torch.Tensor input, long[]? output_size);

    protected long[] _output_padding(torch.Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null)
            return output_padding;
        var n = (int)num_spatial_dims;
        var wanted = output_size[^n..];
        var result = new long[n];
        for (var d = 0; d < n; d++)
        {
            var least = (input.shape[input.shape.Length - n + d] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel_size[d] - 1) + 1;
            result[d] = wanted[d] - least;
            if (result[d] < 0 || result[d] >= Math.Max(stride[d], dilation[d]))
                throw new ArgumentException($"{GetName()}: output size {wanted[d]} in dimension {d} is not within [{least}, {least + stride[d] - 1}].", nameof(output_size));
        }

        return result;
    }
}
