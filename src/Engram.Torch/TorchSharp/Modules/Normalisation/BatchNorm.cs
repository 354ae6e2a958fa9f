namespace TorchSharp.Modules;

/// <summary>(x - mean) / sqrt(var + eps) per channel over the batch.</summary>
public abstract class BatchNorm : NormBase
{
    protected BatchNorm(long num_features, double eps, double momentum, bool affine, bool track_running_stats, torch.Device? device, torch.ScalarType? dtype, string name)
        : base(num_features, eps, momentum, affine, track_running_stats, device, dtype, name)
    {
    }

    public override torch.Tensor forward(torch.Tensor input)
    {
        ValidateInputDimensions(input);
        var average = momentum ?? 0;
        if (training && num_batches_tracked is not null)
        {
            num_batches_tracked.add_(1);
            if (momentum is null)
                average = 1.0 / num_batches_tracked.ToInt64();
        }

        return torch.nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, average, eps);
    }
}
