namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator Bartlett = new("aten::bartlett_window", "periodic");
    private static readonly Operator Blackman = new("aten::blackman_window", "periodic");
    private static readonly Operator Hamming = new("aten::hamming_window", "periodic_alpha_beta");
    private static readonly Operator Hann = new("aten::hann_window", "periodic");
    private static readonly Operator Kaiser = new("aten::kaiser_window", "beta");

    public static Tensor bartlett_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(Bartlett, len, periodic, [], dtype, device, requires_grad);

    public static Tensor blackman_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(Blackman, len, periodic, [], dtype, device, requires_grad);

    public static Tensor hamming_window(long len, bool periodic = true, float alpha = 0.54f, float beta = 0.46f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(Hamming, len, periodic, [alpha, beta], dtype, device, requires_grad);

    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(Hann, len, periodic, [], dtype, device, requires_grad);

    public static Tensor kaiser_window(long len, bool periodic = true, float beta = 12f, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Window(Kaiser, len, periodic, [beta], dtype, device, requires_grad);

    private static Tensor Window(Operator op, long length, bool periodic, ReadOnlySpan<double> shape, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var call = new OperatorCall(op, stackalloc NativeValue[8]);
        call.Add(length);
        call.Add(periodic);
        foreach (var value in shape)
            call.Add(value);
        call.Add(dtype ?? get_default_dtype());
        call.AddNone();
        call.Add(device ?? get_default_device());
        call.AddNone();
        return call.Invoke().requires_grad_(requires_grad);
    }
}
