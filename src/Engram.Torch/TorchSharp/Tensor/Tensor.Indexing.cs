using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        private static readonly Operator SelectInt = new("aten::select", "int");
        private static readonly Operator IndexTensors = new("aten::index", "Tensor");
        private static readonly Operator IndexPut = new("aten::index_put_");

        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => Assign(indices, value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Select(0, i1);
            set => Assign([i1], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Pick([i1, i2]);
            set => Assign([i1, i2], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Pick([i1, i2, i3]);
            set => Assign([i1, i2, i3], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Pick([i1, i2, i3, i4]);
            set => Assign([i1, i2, i3, i4], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Pick([i1, i2, i3, i4, i5]);
            set => Assign([i1, i2, i3, i4, i5], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Pick([i1, i2, i3, i4, i5, i6]);
            set => Assign([i1, i2, i3, i4, i5, i6], value);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => Pick(indices);
            set => Assign(Array.ConvertAll(indices, i => (TensorIndex)i), value);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            // One number or slice is by far the most frequent index, and needs no views in between.
            if (indices is [{ Kind: TensorIndex.IndexKind.Single } only] && Dimensions > 0)
                return Select(0, only.Start!.Value);
            if (indices is [{ Kind: TensorIndex.IndexKind.Slice, Step: null or > 0 } range] && Dimensions > 0)
                return slice(0, range.Start ?? 0, range.Stop ?? long.MaxValue, range.Step ?? 1);
            var view = View(indices, out var tensors);
            if (tensors is null)
                return view;
            using (view)
                return view.IndexBy(tensors);
        }

        public Tensor index(params Tensor[] indices) => IndexBy(indices);

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Assign(indices, value);
            return this;
        }

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            Assign(indices, value, accumulate);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => PutBy(indices, value, false);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => PutBy(indices, value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var one = torch.full([], value, dtype, device);
            Assign(indices, one);
            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var one = torch.full([], value, dtype, device);
            return PutBy(indices, one, false);
        }

        private void Assign(TensorIndex[] indices, Tensor value, bool accumulate = false)
        {
            using var view = View(indices, out var tensors);
            if (tensors is not null)
                view.PutBy(tensors, value, accumulate);
            else if (accumulate)
                view.add_(value);
            else
                view.copy_(value.device.Equals(device) ? value : value.to(device));
        }

        private Tensor Pick(ReadOnlySpan<long> indices)
        {
            var result = this;
            foreach (var index in indices)
            {
                var next = result.Select(0, index);
                if (!ReferenceEquals(result, this))
                    result.Dispose();
                result = next;
            }

            return result;
        }

        private Tensor Select(long dimension, long index)
        {
            var call = new OperatorCall(SelectInt, stackalloc NativeValue[3]);
            call.Add(this);
            call.Add(dimension);
            call.Add(index);
            var result = call.Invoke();
            GC.KeepAlive(this);
            return result;
        }

        private Tensor IndexBy(ReadOnlySpan<Tensor?> indices)
        {
            var call = new OperatorCall(IndexTensors, stackalloc NativeValue[18]);
            call.Add(this);
            call.AddOptionalTensors(indices);
            var result = call.Invoke();
            GC.KeepAlive(this);
            foreach (var index in indices)
                GC.KeepAlive(index);
            return result;
        }

        private Tensor PutBy(ReadOnlySpan<Tensor?> indices, Tensor value, bool accumulate)
        {
            using var values = value.dtype == dtype ? value.Alias() : value.to_type(dtype);
            var call = new OperatorCall(IndexPut, stackalloc NativeValue[20]);
            call.Add(this);
            call.AddOptionalTensors(indices);
            call.Add(values);
            call.Add(accumulate);
            call.InvokeInPlace(this);
            foreach (var index in indices)
                GC.KeepAlive(index);
            return this;
        }

        // Applies numbers, slices, new axes and ellipses as views; what needs an index tensor is left in `tensors`, one for each
        // dimension of the view (null = the whole dimension).
        private Tensor View(TensorIndex[] indices, out Tensor?[]? tensors)
        {
            var consumed = 0;
            foreach (var index in indices)
            {
                consumed += index.Kind switch
                {
                    TensorIndex.IndexKind.None or TensorIndex.IndexKind.Ellipsis or TensorIndex.IndexKind.Bool => 0,
                    TensorIndex.IndexKind.Tensor when index.Values!.dtype is ScalarType.Bool => (int)index.Values.Dimensions,
                    _ => 1,
                };
            }

            if (consumed > Dimensions)
                throw new TorchException($"too many indices: expected at most {Dimensions} for a tensor of shape [{string.Join(", ", Sizes)}], got {consumed}.");
            var view = this;
            List<Tensor?>? found = null;
            var dimension = 0; // where the next index applies in the view
            var slot = 0; // its place in the list: a mask of several dimensions takes one
            foreach (var index in indices)
            {
                var before = view;
                switch (index.Kind)
                {
                    case TensorIndex.IndexKind.Single:
                        view = view.Select(dimension, index.Start!.Value);
                        break;
                    case TensorIndex.IndexKind.Slice:
                        if (index.Step is <= 0)
                            throw new ArgumentOutOfRangeException(nameof(indices), $"A slice's step must be positive, got {index.Step}. Use flip to reverse.");
                        if (index.Start is not null || index.Stop is not null || index.Step is not null)
                            view = view.slice(dimension, index.Start ?? 0, index.Stop ?? long.MaxValue, index.Step ?? 1);
                        dimension++;
                        slot++;
                        break;
                    case TensorIndex.IndexKind.None:
                        view = view.unsqueeze(dimension++);
                        slot++;
                        break;
                    case TensorIndex.IndexKind.Ellipsis:
                        slot += (int)Dimensions - consumed;
                        dimension += (int)Dimensions - consumed;
                        break;
                    default:
                        var values = index.Kind == TensorIndex.IndexKind.Bool ? torch.full([1], index.Start == 1, ScalarType.Bool, device) : index.Values!;
                        if (index.Kind == TensorIndex.IndexKind.Bool)
                            view = view.unsqueeze(dimension);
                        found ??= [];
                        while (found.Count < slot)
                            found.Add(null);
                        found.Add(values);
                        slot++;
                        dimension += values.dtype == ScalarType.Bool ? (int)values.Dimensions : 1;
                        break;
                }

                if (!ReferenceEquals(before, view) && !ReferenceEquals(before, this))
                    before.Dispose();
            }

            tensors = found?.ToArray();
            return ReferenceEquals(view, this) ? Alias() : view;
        }
    }
}
