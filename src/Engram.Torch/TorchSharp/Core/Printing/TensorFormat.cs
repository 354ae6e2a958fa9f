using System.Globalization;

namespace TorchSharp;

/// <summary>How a tensor is written as text.</summary>
/// <param name="Style">Layout; never <see cref="TensorStringStyle.Default"/>.</param>
/// <param name="FloatFormat">.NET format string of floating-point and complex elements.</param>
/// <param name="Width">Characters of a line in the Julia style.</param>
/// <param name="NewLine">Line separator.</param>
/// <param name="Culture">Culture of numbers.</param>
/// <param name="MaxRows">Sub-arrays along a dimension in the nested styles; the middle of longer ones is left out.</param>
/// <param name="MaxColumns">The same for the elements of the last dimension.</param>
internal sealed record TensorFormat(TensorStringStyle Style, string FloatFormat, int Width, string NewLine, CultureInfo? Culture, int MaxRows, int MaxColumns)
{
    /// <summary>What <c>torch.set_printoptions</c> sets.</summary>
    internal static TensorFormat Current { get; set; } = new(TensorStringStyle.Julia, "g5", 100, "\n", null, 6, 6);

    internal CultureInfo Numbers => Culture ?? CultureInfo.CurrentCulture;

    /// <summary>The current format with the given parts in place of its own.</summary>
    internal static TensorFormat With(TensorStringStyle style, string? floatFormat, int? width, string? newLine, CultureInfo? culture)
    {
        var current = Current;
        return current with
        {
            Style = style == TensorStringStyle.Default ? current.Style : style,
            FloatFormat = floatFormat ?? current.FloatFormat,
            Width = width ?? current.Width,
            NewLine = newLine ?? current.NewLine,
            Culture = culture ?? current.Culture,
        };
    }

    /// <summary>The tensor as text: its type, shape and device and, where its elements can be read, the elements.</summary>
    internal string Write(torch.Tensor tensor)
    {
        var head = Head(tensor);
        if (Style == TensorStringStyle.Metadata || tensor.is_meta || tensor.is_sparse)
            return head;
        using var elements = new ElementText(tensor, this);
        return Style switch
        {
            TensorStringStyle.Julia => JuliaText.Write(head, elements, this),
            TensorStringStyle.Numpy => NestedText.Numpy(elements, this),
            _ => NestedText.CSharp(head, elements, this),
        };
    }

    internal static string Head(torch.Tensor tensor) =>
        $"[{string.Join("x", tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";
}
