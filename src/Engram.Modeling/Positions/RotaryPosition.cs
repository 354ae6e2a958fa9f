using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>
/// Rotary position code (Su et al. 2021): the pair (x_2i, x_2i+1) of a query or key at time t turns by t θ_i, θ_i = base^(-2i/d), so that the
/// product of a query and a key depends on the difference of their times only.
/// </summary>
public sealed class RotaryPosition : nn.Module<Tensor, Tensor, Tensor>
{
    /// <summary>A code without parameters.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public RotaryPosition(RotaryPositionConfig config)
        : base(nameof(RotaryPosition))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public RotaryPositionConfig Config { get; }

    /// <summary>Turns queries or keys.</summary>
    /// <param name="input1">[…, token, d], one head each.</param>
    /// <param name="input2">The time of each token, [token] or […, token].</param>
    /// <returns>[…, token, d]; norms are kept.</returns>
    public override Tensor forward(Tensor input1, Tensor input2)
    {
        InputCheck.Last(input1, nameof(input1), "width", Config.Width);
        ArgumentNullException.ThrowIfNull(input2);
        if (input1.ndim < 2 || input2.ndim < 1 || input2.shape[^1] != input1.shape[^2])
            throw new ArgumentException($"Expected one time for each token of [{string.Join(", ", input1.shape)}], got times of shape [{string.Join(", ", input2.shape)}].", nameof(input2));
        InputCheck.Finite(input2, nameof(input2));
        var half = Config.Width / 2;
        var theta = tensor(Enumerable.Range(0, half).Select(i => Math.Pow(Config.Base, -(double)i / half)).ToArray()).to(input1.device);
        var angle = input2.to_type(float64).unsqueeze(-1) * theta;
        var (cos, sin) = (angle.cos().to(input1.dtype), angle.sin().to(input1.dtype));
        var pairs = input1.unflatten(-1, [half, 2]);
        var (even, odd) = (pairs.select(-1, 0), pairs.select(-1, 1));
        return stack([even * cos - odd * sin, even * sin + odd * cos], -1).flatten(-2);
    }
}
