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
        ["torch.LobpcgMethod"] = "a second copy of LobpcgMethod; only lobpcg takes it, which TorchSharp marks obsolete as an error",
        ["IProgressBar"] = "the progress of downloads of vision data sets",
        ["Utils.BigEndianReader"] = "an implementation detail of TorchSharp's MNIST reader",
        ["Utils.CRC32C"] = "an implementation detail of TorchSharp's TensorBoard writer",
        ["Utils.Decompress"] = "an implementation detail of TorchSharp's data set downloads",
    };

    /// <summary>Single members that are left out, as <c>type :: member</c>.</summary>
    public static readonly Dictionary<string, string> Members = new()
    {
        ["torch :: static torch.Tensor qr(torch.Tensor input, bool some=true)"] = ObsoleteReason,
        ["torch :: static torch.Tensor svd(torch.Tensor input, bool some=true, bool compute_uv=true)"] = ObsoleteReason,
        ["torch :: static torch.Tensor svd_lowrank(torch.Tensor A, int q=6, int niter=2, torch.Tensor M=null)"] = ObsoleteReason,
        ["torch :: static torch.Tensor pca_lowrank(torch.Tensor A, int q=6, bool center=true, int niter=2)"] = ObsoleteReason,
        ["torch :: static torch.Tensor symeig(torch.Tensor input, bool eigenvectors=false, bool upper=true)"] = ObsoleteReason,
        ["torch :: static IDisposable set_float32_matmul_precision(Float32MatmulPrecision precision)"] = ObsoleteReason,
        ["torch :: static Float32MatmulPrecision get_float32_matmul_precision()"] = ObsoleteReason,
        ["torch :: static IDisposable set_warn_always(bool mode=true)"] = ObsoleteReason,
        ["torch :: static bool is_warn_always_enabled()"] = ObsoleteReason,
    };

    private const string ObsoleteReason = "TorchSharp marks it obsolete as an error (not implemented, or removed from PyTorch): no program that compiles calls it";
    private const string SkiaReason = "a shim that the listing tool put in place of SkiaSharp, no part of TorchSharp";
}
