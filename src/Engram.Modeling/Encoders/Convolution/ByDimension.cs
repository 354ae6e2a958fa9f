using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Engram.Modeling.Encoders;

/// <summary>Layers over time (one axis) or over a plane (two), so that a network is written once for both.</summary>
internal static class ByDimension
{
    internal static nn.Module<Tensor, Tensor> Convolution(int dimensions, long from, long to, long kernel, long stride = 1, long? padding = null, bool bias = true) => dimensions == 1
        ? nn.Conv1d(from, to, kernel, stride, padding ?? kernel / 2, bias: bias)
        : nn.Conv2d(from, to, kernel, stride, padding ?? kernel / 2, bias: bias);

    internal static nn.Module<Tensor, Tensor> BatchNorm(int dimensions, long channels) => dimensions == 1 ? nn.BatchNorm1d(channels) : nn.BatchNorm2d(channels);

    /// <summary>Twice the size, each value repeated.</summary>
    internal static Tensor Double(Tensor map) =>
        F.interpolate(map, size: [.. map.shape.Skip(2).Select(s => 2 * s)], mode: InterpolationMode.Nearest);

    /// <summary>A zero after the last value of each axis, so that a convolution of stride 2 without padding halves an even size exactly.</summary>
    internal static Tensor PadAfter(int dimensions, Tensor map) => dimensions == 1 ? F.pad(map, (0, 1)) : F.pad(map, (0, 1, 0, 1));

    internal static string Axes(int dimensions) => dimensions == 1 ? "batch, channel, time" : "batch, channel, row, column";

    internal static long[] Shape(int dimensions, long channels) => dimensions == 1 ? [-1, channels, -1] : [-1, channels, -1, -1];
}
