namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            public static partial class rnn
            {
                private static readonly Operator Pack = new("aten::_pack_padded_sequence");
                private static readonly Operator Unpack = new("aten::_pad_packed_sequence");

                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    Tensor? order = null, back = null;
                    var x = input;
                    var sizes = lengths;
                    if (!enforce_sorted)
                    {
                        (sizes, order) = torch.sort(lengths, -1, true);
                        x = input.index_select(batch_first ? 0 : 1, order);
                        back = order.argsort();
                    }

                    var call = new OperatorCall(Pack, stackalloc NativeValue[3]);
                    call.Add(x);
                    call.Add(sizes);
                    call.Add(batch_first);
                    var (data, batches) = call.Invoke2();
                    GC.KeepAlive(x);
                    GC.KeepAlive(sizes);
                    return new PackedSequence(data, batches, order, back);
                }

                public static (Tensor, Tensor) pad_packed_sequence(PackedSequence sequence, bool batch_first = false, double padding_value = 0, long? total_length = null)
                {
                    var call = new OperatorCall(Unpack, stackalloc NativeValue[5]);
                    call.Add(sequence.data);
                    call.Add(sequence.batch_sizes);
                    call.Add(batch_first);
                    call.Add(padding_value);
                    call.Add(total_length ?? -1);
                    var (padded, lengths) = call.Invoke2();
                    GC.KeepAlive(sequence);
                    return sequence.unsorted_indices is { } back ? (padded.index_select(batch_first ? 0 : 1, back), lengths.index_select(0, back)) : (padded, lengths);
                }

                public static Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0)
                {
                    var parts = sequences.ToArray();
                    if (parts.Length == 0)
                        throw new ArgumentException("pad_sequence: expected at least one sequence, got none.", nameof(sequences));
                    var longest = parts.Max(p => p.size(0));
                    var padded = parts.Select(p =>
                    {
                        var sides = new long[2 * p.dim()];
                        sides[^1] = longest - p.size(0);
                        return functional.pad(p, sides, PaddingModes.Constant, padding_value);
                    }).ToArray();
                    return stack(padded, batch_first ? 0 : 1);
                }

                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    var parts = sequences.ToArray();
                    var lengths = torch.tensor(parts.Select(p => p.size(0)).ToArray());
                    return pack_padded_sequence(pad_sequence(parts), lengths, false, enforce_sorted);
                }
            }
        }
    }
}
