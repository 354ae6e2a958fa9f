namespace TorchSharp.Modules;

/// <summary>Normalisation by statistics of the batch, with running estimates of them.</summary>
public abstract class NormBase : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    protected NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype, string name)
        : base(name)
    {
        (this.num_features, this.eps, this.momentum, this.affine, this.track_running_stats) = (num_features, eps, momentum, affine, track_running_stats);
        if (affine)
        {
            weight = new(torch.ones(num_features, dtype, device));
            bias = new(torch.zeros(num_features, dtype, device));
        }

        if (!track_running_stats)
            return;
        running_mean = torch.zeros(num_features, dtype, device);
        running_var = torch.ones(num_features, dtype, device);
        num_batches_tracked = torch.zeros([], torch.ScalarType.Int64, device);
    }

    public Parameter? bias { get; set => ConditionallyRegisterParameter(nameof(bias), field = value); }

    public Parameter? weight { get; set => ConditionallyRegisterParameter(nameof(weight), field = value); }

    public torch.Tensor? running_mean { get; set => ConditionallyRegisterBuffer(nameof(running_mean), field = value); }

    public torch.Tensor? running_var { get; set => ConditionallyRegisterBuffer(nameof(running_var), field = value); }

    public torch.Tensor? num_batches_tracked { get; set => ConditionallyRegisterBuffer(nameof(num_batches_tracked), field = value); }

    public long num_features { get; }

    public double eps { get; set; }

    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    public void reset_running_stats()
    {
        running_mean?.zero_();
        running_var?.fill_(1);
        num_batches_tracked?.zero_();
    }

    public void reset_parameters()
    {
        reset_running_stats();
        if (weight is not null)
            torch.nn.init.ones_(weight);
        if (bias is not null)
            torch.nn.init.zeros_(bias);
    }

    protected override void RegisterComponents()
    {
    }

    protected abstract void ValidateInputDimensions(torch.Tensor input);

    private protected void Expect(torch.Tensor input, long least, long most)
    {
        if (input.dim() < least || input.dim() > most)
            throw new ArgumentException($"{GetName()}: expected an input of {least} to {most} dimensions, got [{string.Join(", ", input.shape)}].", nameof(input));
    }
}
