using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, type and device; the elements are left out, so that a debugger or a log is never flooded.</summary>
        public override string ToString() => TensorFormat.Head(this);

        /// <summary>With <paramref name="disamb"/> the tensor with its elements, else as <see cref="ToString()"/>.</summary>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? this.str(fltFormat, width, newLine, cultureInfo) : TensorFormat.Head(this);

        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            this.str(fltFormat, width, newLine, cultureInfo, style);
    }
}
