namespace TorchSharp;

public static partial class torch
{
    public static partial class fft
    {
        private static readonly Operator FftFrequencies = new("aten::fft_fftfreq");
        private static readonly Operator RealFftFrequencies = new("aten::fft_rfftfreq");

        /// <summary>The frequencies of <see cref="fft_"/>'s bins in cycles per unit of <paramref name="d"/>, the sample spacing.</summary>
        public static Tensor fftfreq(long n, double d = 1.0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Frequencies(FftFrequencies, n, d, dtype, device, requires_grad);

        /// <summary>The frequencies of <see cref="rfft"/>'s bins in cycles per unit of <paramref name="d"/>, the sample spacing.</summary>
        public static Tensor rfftfreq(long n, double d = 1.0, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            Frequencies(RealFftFrequencies, n, d, dtype, device, requires_grad);

        private static Tensor Frequencies(Operator op, long n, double d, ScalarType? dtype, Device? device, bool requires_grad)
        {
            var call = new OperatorCall(op, stackalloc NativeValue[6]);
            call.Add(n);
            call.Add(d);
            AddOptions(ref call, dtype ?? get_default_dtype(), device);
            return call.Invoke().requires_grad_(requires_grad);
        }
    }

    public static partial class special
    {
        public static Tensor sigmoid(Tensor input) => input.sigmoid();

        public static Tensor sigmoid_(Tensor input) => input.sigmoid_();
    }
}
