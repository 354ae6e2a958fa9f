namespace TorchSharp.Modules;

/// <summary>Tensors of one length; item i is row i of each.</summary>
public class TensorDataset : torch.utils.data.IterableDataset
{
    private readonly torch.Tensor[] tensors;

    internal TensorDataset(torch.Tensor[] tensors)
    {
        if (tensors.Length == 0 || tensors.Any(t => t.size(0) != tensors[0].size(0)))
            throw new ArgumentException($"TensorDataset: expected tensors with one first size, got {string.Join(", ", tensors.Select(t => t.size(0)))}.", nameof(tensors));
        this.tensors = [.. tensors.Select(t => t.alias().DetachFromDisposeScope())];
    }

    public IList<torch.Tensor> this[long index] => [.. tensors.Select(t => t[index])];

    public override long Count => tensors[0].size(0);

    public override IList<torch.Tensor> GetTensor(long index) => this[index];

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Array.ForEach(tensors, t => t.Dispose());
        base.Dispose(disposing);
    }
}
