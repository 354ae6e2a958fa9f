namespace Engram.Torch.Tests.Surface;

/// <summary>What Engram leaves out of the TorchSharp surface on purpose, and why. Only ever remove entries from this list.</summary>
internal static class SurfaceExclusions
{
    /// <summary>Types that are left out whole.</summary>
    public static readonly Dictionary<string, string> Types = new()
    {
        ["SkiaSharp.SKBitmap"] = SkiaReason, ["SkiaSharp.SKBitmap.SKInfo"] = SkiaReason, ["SkiaSharp.SKColor"] = SkiaReason, ["SkiaSharp.SKColorType"] = SkiaReason,
        ["SkiaSharp.SKData"] = SkiaReason, ["SkiaSharp.SKEncodedImageFormat"] = SkiaReason, ["SkiaSharp.SKFilterQuality"] = SkiaReason, ["SkiaSharp.SKSizeI"] = SkiaReason,
        ["Data.DataIterator"] = "reads MNIST and CIFAR10 only; image data sets are outside the toolkit",
        ["Data.Loader"] = "reads MNIST and CIFAR10 only; image data sets are outside the toolkit",
        ["DistanceFunctionNative"] = "a callback type of TorchSharp's own native library",
        ["torch.optim.Optimizer.LossClosure"] = "a callback type of TorchSharp's own native library",
        ["IProgressBar"] = "the progress of downloads of vision data sets",
        ["Utils.BigEndianReader"] = "an implementation detail of TorchSharp's MNIST reader",
        ["Utils.CRC32C"] = "an implementation detail of TorchSharp's TensorBoard writer",
        ["Utils.Decompress"] = "an implementation detail of TorchSharp's data set downloads",
        ["Utils.TypeFormatterSourceAttribute"] = "finds formatters in .NET Interactive by name; Engram's kernel draws tensors itself",
    };

    /// <summary>Single members that are left out, as <c>type :: member</c>.</summary>
    public static readonly Dictionary<string, string> Members = new();

    private const string SkiaReason = "a shim that the listing tool put in place of SkiaSharp, no part of TorchSharp";
}
