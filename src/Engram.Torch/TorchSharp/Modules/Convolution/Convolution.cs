namespace TorchSharp.Modules;

/// <summary>Cross-correlation with learnt kernels: what the convolutions of every dimension share.</summary>
public abstract class Convolution : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    protected Convolution(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[] padding, global::TorchSharp.Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, torch.Device? device = null, torch.ScalarType? dtype = null)
        : base(name)
    {
        if (groups <= 0 || in_channels % groups != 0 || out_channels % groups != 0)
            throw new ArgumentException($"{name}: expected in_channels and out_channels to be multiples of groups, got {in_channels}, {out_channels} and {groups}.", nameof(groups));
        (this.in_channels, this.out_channels, this.kernel_size, this.stride) = (in_channels, out_channels, kernel_size, stride);
        (this.padding, this.padding_type, this.dilation, this.transposed) = (padding, padding_type, dilation, transposed);
        (this.output_padding, this.groups, this.padding_mode) = (output_padding, groups, padding_mode);
        long[] shape = transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size];
        weight = new(torch.empty(shape, dtype, device));
        if (bias)
            this.bias = new(torch.empty(out_channels, dtype, device));
        reset_parameters();
    }

    public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

    public Parameter weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    public long in_channels { get; }

    public long out_channels { get; }

    public bool transposed { get; }

    public global::TorchSharp.Padding? padding_type { get; private set; }

    public long[] padding { get; private set; }

    public PaddingModes padding_mode { get; set; }

    public long groups { get; set; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] dilation { get; set; }

    public long[] output_padding { get; set; }

    public void reset_parameters()
    {
        torch.nn.init.kaiming_uniform_(weight, Math.Sqrt(5));
        if (bias is null)
            return;
        var (fan_in, _) = torch.nn.init.CalculateFanInAndFanOut(weight);
        var bound = fan_in > 0 ? 1 / Math.Sqrt(fan_in) : 0;
        torch.nn.init.uniform_(bias, -bound, bound);
    }

    public void SetPadding(long[] padding) => (this.padding, padding_type) = (padding, null);

    public void SetPadding(global::TorchSharp.Padding padding) => padding_type = padding;

    protected override void RegisterComponents()
    {
    }

    protected bool ValidateShape(torch.Tensor input, long dimensions) =>
        input.dim() == dimensions + 1 ? input.size(0) == in_channels : input.dim() == dimensions + 2 && input.size(1) == in_channels;

    private protected torch.Tensor Convolve(torch.Tensor input, Operator plain, Operator named)
    {
        if (!ValidateShape(input, kernel_size.Length))
            throw new ArgumentException($"{GetName()}: expected an input of {kernel_size.Length + 1} or {kernel_size.Length + 2} dimensions with {in_channels} channels, got [{string.Join(", ", input.shape)}].", nameof(input));
        if (padding_mode is not (PaddingModes.Zeros or PaddingModes.Constant))
        {
            using var padded = torch.nn.functional.pad(input, Sides(), padding_mode);
            return torch.nn.functional.Convolve(plain, padded, weight, bias, stride, new long[kernel_size.Length], dilation, groups);
        }

        return padding_type is { } kind
            ? torch.nn.functional.Convolve(named, input, weight, bias, stride, kind, dilation, groups)
            : torch.nn.functional.Convolve(plain, input, weight, bias, stride, padding, dilation, groups);
    }

    // The amounts before and after, last dimension first, as pad takes them.
    private long[] Sides()
    {
        var sides = new long[2 * kernel_size.Length];
        for (var i = 0; i < kernel_size.Length; i++)
        {
            var d = kernel_size.Length - 1 - i;
            var total = padding_type == global::TorchSharp.Padding.Same ? dilation[d] * (kernel_size[d] - 1) : padding_type == global::TorchSharp.Padding.Valid ? 0 : 2 * padding[d];
            (sides[2 * i], sides[2 * i + 1]) = (total / 2, total - total / 2);
        }

        return sides;
    }
}
