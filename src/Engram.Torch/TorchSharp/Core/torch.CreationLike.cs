namespace TorchSharp;

public static partial class torch
{
    private static readonly Operator EmptyLike = new("aten::empty_like");

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.zeros_like(dtype, device, requires_grad).Name(names);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.ones_like(dtype, device, requires_grad).Name(names);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.empty_like(dtype, device, requires_grad).Name(names);

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) => input.full_like(value, dtype, device, requires_grad).Name(names);

    public static double rand_float(Generator? generator = null)
    {
        using var value = rand(1, ScalarType.Float64, generator: generator);
        return value.item<double>();
    }

    public static double randn_float(Generator? generator = null)
    {
        using var value = randn(1, ScalarType.Float64, generator: generator);
        return value.item<double>();
    }

    public static bool randint_bool(Generator? generator = null) => randint_long(0, 2, generator) == 1;

    public static int randint_int(int high, Generator? generator = null) => (int)randint_long(0, high, generator);

    public static int randint_int(int low, int high, Generator? generator = null) => (int)randint_long(low, high, generator);

    public static long randint_long(long high, Generator? generator = null) => randint_long(0, high, generator);

    public static long randint_long(long low, long high, Generator? generator = null)
    {
        using var value = randint(low, high, new Size(1L), generator: generator);
        return value.item<long>();
    }

    public partial class Tensor
    {
        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            var call = new OperatorCall(EmptyLike, stackalloc NativeValue[6]);
            call.Add(this);
            call.Add(dtype ?? this.dtype);
            call.AddNone();
            call.Add(device ?? this.device);
            call.AddNone();
            call.AddNone();
            var result = call.Invoke();
            GC.KeepAlive(this);
            return requires_grad ? result.requires_grad_() : result;
        }

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty_like(dtype, device).zero_().requires_grad_(requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty_like(dtype, device).fill_(1L).requires_grad_(requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty_like(dtype, device).fill_(value).requires_grad_(requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty_like(dtype, device).uniform_(0, 1).requires_grad_(requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty_like(dtype, device).normal_().requires_grad_(requires_grad);

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty_like(dtype, device).random_(low, high).requires_grad_(requires_grad);
    }
}
