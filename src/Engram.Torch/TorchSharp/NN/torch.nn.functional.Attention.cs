namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Operator Attention = new("aten::scaled_dot_product_attention");
            private static readonly Operator Attention113 = new("aten::_scaled_dot_product_attention");

            /// <summary>softmax(q kᵀ / sqrt(d) + mask) v. A boolean mask keeps where it is true.</summary>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                if (is_casual && attn_mask is not null)
                    throw new ArgumentException("scaled_dot_product_attention: give either attn_mask or is_casual, not both.", nameof(attn_mask));
                if (Attention.IsRegistered)
                {
                    var call = new OperatorCall(Attention, stackalloc NativeValue[8]);
                    call.Add(query);
                    call.Add(key);
                    call.Add(value);
                    call.Add(attn_mask);
                    call.Add(p);
                    call.Add(is_casual);
                    for (var i = 6; i < Attention.ArgumentCount; i++) // scale, enable_gqa: later versions, both with defaults
                        AddLaterOption(ref call, i);
                    var result = call.Invoke();
                    GC.KeepAlive(query);
                    GC.KeepAlive(key);
                    GC.KeepAlive(value);
                    GC.KeepAlive(attn_mask);
                    return result;
                }

                if (!Attention113.IsRegistered)
                    return ComposedAttention(query, key, value, attn_mask, p, is_casual);
                var older = new OperatorCall(Attention113, stackalloc NativeValue[7]);
                older.Add(query);
                older.Add(key);
                older.Add(value);
                older.Add(attn_mask);
                older.Add(p);
                older.Add(false); // attention weights are not asked for
                older.Add(is_casual);
                var (output, weights) = older.Invoke2();
                weights?.Dispose();
                GC.KeepAlive(query);
                GC.KeepAlive(key);
                GC.KeepAlive(value);
                GC.KeepAlive(attn_mask);
                return output;
            }

            private static void AddLaterOption(ref OperatorCall call, int index)
            {
                if (index == 6)
                    call.AddNone();
                else
                    call.Add(false);
            }

            // The equation itself, for a libtorch that has neither operator.
            internal static Tensor ComposedAttention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask, double p, bool is_casual)
            {
                using var scope = NewDisposeScope();
                var scores = query.matmul(key.transpose(-2, -1)) / Math.Sqrt(query.size(-1));
                var keep = is_casual ? torch.ones([query.size(-2), key.size(-2)], ScalarType.Bool, query.device).tril() : attn_mask;
                if (keep is not null)
                    scores = keep.dtype == ScalarType.Bool ? scores.masked_fill(keep.logical_not(), double.NegativeInfinity) : scores + keep;
                return dropout(scores.softmax(-1), p).matmul(value).MoveToOuterDisposeScope();
            }
        }
    }
}
