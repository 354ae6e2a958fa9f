namespace TorchSharp.Modules;

/// <summary>softmax(Q Kᵀ / sqrt(d)) V in parallel heads. Inputs are [length, batch, features].</summary>
public sealed class MultiheadAttention : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor?, bool, torch.Tensor?, Tuple<torch.Tensor, torch.Tensor?>>
{
    private readonly long width;
    private readonly long heads;
    private readonly double dropout;
    private readonly bool addZero;
    private readonly Parameter? in_proj_weight;
    private readonly Parameter? q_proj_weight;
    private readonly Parameter? k_proj_weight;
    private readonly Parameter? v_proj_weight;
    private readonly Parameter? in_proj_bias;
    private readonly Parameter? bias_k;
    private readonly Parameter? bias_v;
    private readonly Linear out_proj;

    internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias, bool add_bias_kv, bool add_zero_attn, long? kdim, long? vdim)
        : base(nameof(MultiheadAttention))
    {
        if (num_heads <= 0 || embedded_dim % num_heads != 0)
            throw new ArgumentException($"MultiheadAttention: embedded_dim {embedded_dim} is not a multiple of num_heads {num_heads}.", nameof(num_heads));
        (width, heads, this.dropout, addZero) = (embedded_dim, num_heads, dropout, add_zero_attn);
        var (k, v) = (kdim ?? embedded_dim, vdim ?? embedded_dim);
        var same = k == embedded_dim && v == embedded_dim;
        out_proj = new Linear(embedded_dim, embedded_dim, bias, null, null);
        if (same)
        {
            in_proj_weight = Drawn(3 * embedded_dim, embedded_dim);
        }
        else
        {
            q_proj_weight = Drawn(embedded_dim, embedded_dim);
            k_proj_weight = Drawn(embedded_dim, k);
            v_proj_weight = Drawn(embedded_dim, v);
        }

        if (bias)
        {
            in_proj_bias = new(torch.zeros(3 * embedded_dim));
            torch.nn.init.zeros_(out_proj.bias!);
        }

        if (add_bias_kv)
        {
            bias_k = new(torch.nn.init.xavier_normal_(torch.empty(1, 1, embedded_dim)));
            bias_v = new(torch.nn.init.xavier_normal_(torch.empty(1, 1, embedded_dim)));
        }

        RegisterComponents();
    }

    private static Parameter Drawn(long rows, long columns) => new(torch.nn.init.xavier_uniform_(torch.empty(rows, columns)));

    public new Tuple<torch.Tensor, torch.Tensor?> call(torch.Tensor query, torch.Tensor key, torch.Tensor value, torch.Tensor? key_padding_mask = null, bool need_weights = true, torch.Tensor? attn_mask = null) =>
        base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

    public override Tuple<torch.Tensor, torch.Tensor?> forward(torch.Tensor query, torch.Tensor key, torch.Tensor value, torch.Tensor? key_padding_mask, bool need_weights, torch.Tensor? attn_mask)
    {
        using var scope = torch.NewDisposeScope();
        var (length, batch, size) = (query.size(0), query.size(1), width / heads);
        var (q, k, v) = Project(query, key, value);
        var keep = attn_mask is null ? null : Additive(attn_mask, q.dtype);
        if (bias_k is not null)
        {
            k = torch.cat([k, bias_k.expand(1, batch, width)], 0);
            v = torch.cat([v, bias_v!.expand(1, batch, width)], 0);
        }

        if (addZero)
        {
            k = torch.cat([k, torch.zeros([1, batch, width], k.dtype, k.device)], 0);
            v = torch.cat([v, torch.zeros([1, batch, width], v.dtype, v.device)], 0);
        }

        var source = k.size(0);
        var extra = source - key.size(0);
        if (keep is not null)
        {
            keep = keep.dim() == 3 ? keep.view(batch, heads, keep.size(1), keep.size(2)) : keep.unsqueeze(0).unsqueeze(0);
            if (extra > 0)
                keep = torch.nn.functional.pad(keep, (0, extra));
        }

        if (key_padding_mask is not null)
        {
            var padding = Additive(key_padding_mask, q.dtype);
            if (extra > 0)
                padding = torch.nn.functional.pad(padding, (0, extra));
            padding = padding.view(batch, 1, 1, source);
            keep = keep is null ? padding : keep + padding;
        }

        q = q.reshape(length, batch, heads, size).permute(1, 2, 0, 3);
        k = k.reshape(source, batch, heads, size).permute(1, 2, 0, 3);
        v = v.reshape(source, batch, heads, size).permute(1, 2, 0, 3);
        var scores = (q * (1 / Math.Sqrt(size))).matmul(k.transpose(-2, -1));
        if (keep is not null)
            scores = scores + keep;
        var attention = scores.softmax(-1);
        if (dropout > 0 && training)
            attention = torch.nn.functional.dropout(attention, dropout, true);
        var mixed = attention.matmul(v).permute(2, 0, 1, 3).reshape(length, batch, width);
        var output = out_proj.call(mixed).MoveToOuterDisposeScope();
        return Tuple.Create(output, need_weights ? attention.mean([1]).MoveToOuterDisposeScope() : null);
    }

    private (torch.Tensor, torch.Tensor, torch.Tensor) Project(torch.Tensor query, torch.Tensor key, torch.Tensor value)
    {
        var biases = in_proj_bias?.chunk(3) ?? [null!, null!, null!];
        if (in_proj_weight is not null)
        {
            if (ReferenceEquals(query, key) && ReferenceEquals(key, value))
            {
                var all = torch.nn.functional.linear(query, in_proj_weight, in_proj_bias).chunk(3, -1);
                return (all[0], all[1], all[2]);
            }

            var parts = in_proj_weight.chunk(3);
            return (torch.nn.functional.linear(query, parts[0], biases[0]), torch.nn.functional.linear(key, parts[1], biases[1]), torch.nn.functional.linear(value, parts[2], biases[2]));
        }

        return (torch.nn.functional.linear(query, q_proj_weight!, biases[0]), torch.nn.functional.linear(key, k_proj_weight!, biases[1]), torch.nn.functional.linear(value, v_proj_weight!, biases[2]));
    }

    // A boolean mask forbids where it is true; added to the scores that is minus infinity.
    private static torch.Tensor Additive(torch.Tensor mask, torch.ScalarType dtype) =>
        mask.dtype == torch.ScalarType.Bool ? torch.zeros(mask.shape, dtype, mask.device).masked_fill_(mask, double.NegativeInfinity) : mask;
}
