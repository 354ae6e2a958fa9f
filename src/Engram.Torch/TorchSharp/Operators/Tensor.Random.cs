namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor rand_out(params long[] sizes) => resize_(sizes).uniform_(0, 1);

        public Tensor randn_out(params long[] sizes) => resize_(sizes).normal_();

        public Tensor randint_out(long high, long[] sizes) => resize_(sizes).random_(0, high);

        public Tensor randperm_out(long n)
        {
            using var order = randperm(n, dtype, device);
            return resize_(order.shape).copy_(order);
        }

        public Tensor arange_out(Scalar start, Scalar stop, Scalar step)
        {
            using var range = arange(start, stop, step, dtype, device);
            return resize_(range.shape).copy_(range);
        }

        private static readonly Operator Bincount = new("aten::bincount");

        public Tensor bincount(Tensor? weights, long minlength = 0)
        {
            var call = new OperatorCall(Bincount, stackalloc NativeValue[3]);
            call.Add(this);
            call.Add(weights);
            call.Add(minlength);
            var result = call.Invoke();
            GC.KeepAlive(this);
            GC.KeepAlive(weights);
            return result;
        }

        public void save(string location)
        {
            using var stream = File.Create(location);
            this.Save(stream);
        }

        public static Tensor load(string location) => Load(location);

        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        public static Tensor Load(BinaryReader reader) => TensorExtensionMethods.Load(reader);
    }

    public static Tensor load(string location) => Tensor.Load(location);

    public static Tensor randperm(long n, Tensor @out, Generator? generator = null)
    {
        using var order = randperm(n, @out.dtype, @out.device, generator: generator);
        return @out.resize_(order.shape).copy_(order);
    }
}
