using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>One formatter of tensors.</summary>
/// <param name="mimeType">What it writes.</param>
/// <param name="write">Writes it.</param>
internal sealed class TensorFormatter(string mimeType, Func<Tensor, string> write)
{
    public string MimeType => mimeType;

    public bool Format(object instance, TextWriter writer)
    {
        writer.Write(write((Tensor)instance));
        return true;
    }
}
