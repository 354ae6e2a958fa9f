namespace TorchSharp;

public static partial class torch
{
    /// <summary>Functions that give this tensor another size and new contents, as the <c>out=</c> variants of the factories do.</summary>
    public partial class Tensor
    {
        public Tensor zeros(params long[] sizes) => resize_(sizes).zero_();

        public Tensor ones(params long[] sizes) => resize_(sizes).fill_(1L);

        public Tensor empty(params long[] sizes) => resize_(sizes);

        public Tensor full(long[] sizes, Scalar value) => resize_(sizes).fill_(value);

        public Tensor full(ReadOnlySpan<long> sizes, Scalar value) => resize_(sizes).fill_(value);

        public Tensor eye(long rows, long columns)
        {
            using var identity = torch.eye(rows, columns, dtype, device);
            return resize_(identity.shape).copy_(identity);
        }

        public Tensor real => torch.real(this);

        public Tensor imag => torch.imag(this);

        public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long? dim, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

        /// <summary>The operator <c>--&gt;</c> of F#: feeds a tensor to a module.</summary>
        public static Tensor op_MinusMinusGreater(Tensor t, nn.Module<Tensor, Tensor> m) => m.call(t);
    }
}
