namespace TorchSharp.Modules;

/// <summary>Mixes the channels of different groups: [group, c] becomes [c, group].</summary>
public sealed class ChannelShuffle : ParameterLessModule<torch.Tensor, torch.Tensor>
{
    internal ChannelShuffle(long groups)
        : base(nameof(ChannelShuffle))
    {
        this.groups = groups;
    }

    public long groups { get; set; }

    // aten::channel_shuffle has no derivative in libtorch 1.13; reshaping has.
    public override torch.Tensor forward(torch.Tensor tensor)
    {
        if (tensor.dim() < 3 || groups <= 0 || tensor.size(1) % groups != 0)
            throw new ArgumentException($"ChannelShuffle: expected [batch, channel, …] with a multiple of {groups} channels, got [{string.Join(", ", tensor.shape)}].", nameof(tensor));
        using var grouped = tensor.reshape([tensor.size(0), groups, tensor.size(1) / groups, .. tensor.shape[2..]]);
        using var mixed = grouped.transpose(1, 2);
        return mixed.reshape(tensor.shape);
    }
}
