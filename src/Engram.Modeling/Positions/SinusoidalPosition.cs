using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Positions;

/// <summary>
/// Fixed sine and cosine code of one or more coordinates (Vaswani et al. 2017; for several axes as in V-JEPA): each axis has
/// d = 2⌈D / 2A⌉ numbers [sin(p w_i), cos(p w_i)], w_i = base^(-2i/d), i = 0 … d/2 - 1; the axes are joined and cut to D.
/// </summary>
public sealed class SinusoidalPosition : nn.Module<Tensor, Tensor>
{
    /// <summary>A code without parameters.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public SinusoidalPosition(SinusoidalPositionConfig config)
        : base(nameof(SinusoidalPosition))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public SinusoidalPositionConfig Config { get; }

    /// <summary>The codes of the places 0 … length - 1 of one axis, [length, D].</summary>
    /// <param name="length">Number of places.</param>
    /// <exception cref="InvalidOperationException">The code has several axes.</exception>
    public Tensor Sequence(long length) => Config.Axes == 1
        ? call(arange(length, float32).unsqueeze(1))
        : throw new InvalidOperationException($"Expected a code of one axis, this one has {Config.Axes}; use Plane, or give the coordinates.");

    /// <summary>The codes of a plane in row order, [rows · columns, D].</summary>
    /// <param name="rows">Places on the first axis.</param>
    /// <param name="columns">Places on the second axis.</param>
    /// <exception cref="InvalidOperationException">The code does not have two axes.</exception>
    public Tensor Plane(long rows, long columns) => Config.Axes == 2
        ? call(stack([arange(rows, float32).repeat_interleave(columns), arange(columns, float32).repeat(rows)], 1))
        : throw new InvalidOperationException($"Expected a code of two axes, this one has {Config.Axes}.");

    /// <summary>The codes of places.</summary>
    /// <param name="input">Coordinates, […, axis], finite.</param>
    /// <returns>[…, D], between -1 and 1.</returns>
    public override Tensor forward(Tensor input)
    {
        InputCheck.Last(input, nameof(input), "axis", Config.Axes);
        InputCheck.Finite(input, nameof(input));
        var half = (Config.Width + (2 * Config.Axes) - 1) / (2 * Config.Axes); // d/2
        var frequencies = tensor(Enumerable.Range(0, half).Select(i => Math.Pow(Config.Base, -(double)i / half)).ToArray()).to(input.dtype).to(input.device);
        var phase = input.unsqueeze(-1) * frequencies; // […, axis, d/2]
        return cat([phase.sin(), phase.cos()], -1).flatten(-2).narrow(-1, 0, Config.Width);
    }
}
