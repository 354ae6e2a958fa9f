using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Utils;

/// <summary>The formatters of tensors, by the convention that notebooks look for.</summary>
internal sealed class TensorFormatterSource
{
    [SuppressMessage("Performance", "CA1822", Justification = "Hosts look for a public instance method of this name.")]
    public IEnumerable<object> CreateTypeFormatters() => [new TensorFormatter("text/html", TensorView.Html), new TensorFormatter("text/plain", TensorView.Plain)];
}
