namespace TorchSharp;

public static partial class torch
{
    /// <summary>One position of an indexer: a number, a slice, an ellipsis, a new axis, a boolean or an index tensor.</summary>
    public struct TensorIndex
    {
        internal enum IndexKind
        {
            Ellipsis,
            None,
            Single,
            Slice,
            Bool,
            Tensor,
        }

        internal IndexKind Kind { get; private init; }

        internal long? Start { get; private init; }

        internal long? Stop { get; private init; }

        internal long? Step { get; private init; }

        internal torch.Tensor? Values { get; private init; }

        public static readonly TensorIndex Ellipsis = new() { Kind = IndexKind.Ellipsis };

        public static readonly TensorIndex None = new() { Kind = IndexKind.None };

        public static readonly TensorIndex Null = new() { Kind = IndexKind.None };

        public static readonly TensorIndex Colon = new() { Kind = IndexKind.Slice };

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new() { Kind = IndexKind.Slice, Start = start, Stop = stop, Step = step };

        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => Slice(
            range.Start.IsFromEnd ? -range.Start.Value : range.Start.Value,
            range.End.IsFromEnd ? range.End.Value == 0 ? null : -range.End.Value : range.End.Value);

        public static TensorIndex Bool(bool value) => new() { Kind = IndexKind.Bool, Start = value ? 1 : 0 };

        public static TensorIndex Single(long? index) => new() { Kind = IndexKind.Single, Start = index ?? throw new ArgumentNullException(nameof(index)) };

        public static TensorIndex Tensor(torch.Tensor tensor) =>
            new() { Kind = IndexKind.Tensor, Values = tensor ?? throw new ArgumentNullException(nameof(tensor)) };

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator torch.Tensor(TensorIndex value) => value.Kind switch
        {
            IndexKind.Tensor => value.Values!,
            IndexKind.Single => tensor(value.Start!.Value),
            IndexKind.Bool => tensor(value.Start == 1),
            _ => throw new InvalidCastException($"A {value.Kind} index is not a tensor."),
        };

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);
    }
}
