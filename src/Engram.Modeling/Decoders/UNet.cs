using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Decoders;

/// <summary>
/// U-Net over signals or planes (Ronneberger et al. 2015) of residual blocks with an optional condition (Ho et al. 2020): down with
/// stride 2, up by repetition, each level joined to its counterpart.
/// </summary>
public sealed class UNet : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> stem;
    private readonly ModuleList<ConvolutionalResidualBlock> down = [];
    private readonly ModuleList<nn.Module<Tensor, Tensor>> halves = [];
    private readonly ConvolutionalResidualBlock bottom;
    private readonly MapAttention? attention;
    private readonly ModuleList<ConvolutionalResidualBlock> up = [];
    private readonly ModuleList<nn.Module<Tensor, Tensor>> doubles = [];
    private readonly GroupNorm norm;
    private readonly nn.Module<Tensor, Tensor> head;

    /// <summary>A network with fresh weights from torch's shared generator.</summary>
    /// <param name="config">The settings.</param>
    /// <exception cref="ConfigException">A setting is out of its range.</exception>
    public UNet(UNetConfig config)
        : base(nameof(UNet))
    {
        config.Validate();
        Config = config;
        var (d, widths, groups) = (config.Dimensions, config.Widths, config.Groups);
        stem = ByDimension.Convolution(d, config.InputChannels, widths[0], 3);
        for (var level = 0; level < widths.Count; level++)
        {
            down.Add(new(d, widths[Math.Max(level - 1, 0)], widths[level], groups, config.ConditionWidth));
            if (level < widths.Count - 1)
                halves.Add(ByDimension.Convolution(d, widths[level], widths[level], 3, 2));
        }

        bottom = new(d, widths[^1], widths[^1], groups, config.ConditionWidth);
        attention = config.Attention ? new(widths[^1], groups) : null;
        for (var level = widths.Count - 1; level >= 0; level--)
        {
            up.Add(new(d, 2 * widths[level], widths[level], groups, config.ConditionWidth));
            if (level > 0)
                doubles.Add(ByDimension.Convolution(d, widths[level], widths[level - 1], 3));
        }

        norm = nn.GroupNorm(groups, widths[0]);
        head = ByDimension.Convolution(d, widths[0], config.OutputChannels, 3);
        RegisterComponents();
    }

    /// <summary>The settings.</summary>
    public UNetConfig Config { get; }

    /// <summary>Runs the network, [batch, input channel, …] to [batch, output channel, …] of the same size.</summary>
    /// <param name="input">The signal; each axis a multiple of 2 to the number of halvings.</param>
    /// <param name="condition">[batch, condition feature], where the settings ask for one.</param>
    /// <exception cref="ArgumentException">A shape is wrong, the batch is empty, or the condition is missing or not asked for.</exception>
    public override Tensor forward(Tensor input, Tensor? condition = null)
    {
        Check(input, condition);
        Stack<Tensor> joined = [];
        var x = stem.call(input);
        for (var level = 0; level < down.Count; level++)
        {
            x = down[level].call(x, condition);
            joined.Push(x);
            if (level < halves.Count)
                x = halves[level].call(x);
        }

        x = bottom.call(x, condition);
        x = attention is null ? x : attention.call(x);
        for (var level = 0; level < up.Count; level++)
        {
            x = up[level].call(cat([x, joined.Pop()], 1), condition);
            if (level < doubles.Count)
                x = doubles[level].call(ByDimension.Double(x));
        }

        return head.call(F.silu(norm.call(x)));
    }

    private void Check(Tensor input, Tensor? condition)
    {
        Expect.Shape(input, nameof(UNet), ByDimension.Axes(Config.Dimensions), ByDimension.Shape(Config.Dimensions, Config.InputChannels));
        var multiple = 1 << (Config.Widths.Count - 1);
        if (input.shape.Skip(2).Any(s => s % multiple != 0))
            throw new ArgumentException($"{nameof(UNet)}: expected sizes that are multiples of {multiple}, got [{string.Join(", ", input.shape)}]. Crop or pad the signal.", nameof(input));
        if ((condition is null) != (Config.ConditionWidth is null))
            throw new ArgumentException($"{nameof(UNet)}: expected {(condition is null ? "a condition" : "no condition")}, for ConditionWidth is {Config.ConditionWidth?.ToString() ?? "not set"}.", nameof(condition));
        if (condition is not null)
            Expect.Shape(condition, $"{nameof(UNet)}, condition", "batch, feature", input.shape[0], Config.ConditionWidth!.Value);
    }
}
