namespace Engram.Torch.Generator;

/// <summary>One parameter of a TorchSharp method as the signature list writes it.</summary>
/// <param name="Modifier"><c>params</c>, <c>ref</c>, <c>this</c> or empty.</param>
/// <param name="Type">C# type, with namespaces as in the list (<c>torch.Tensor</c>, <c>long?</c>).</param>
/// <param name="Name">Parameter name.</param>
/// <param name="Default">Default value text, or <see langword="null"/> where the parameter is required.</param>
internal sealed record ApiParameter(string Modifier, string Type, string Name, string? Default)
{
    public static ApiParameter Parse(string text)
    {
        string? defaultValue = null;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            defaultValue = text[(equals + 1)..].Trim();
            text = text[..equals];
        }

        text = text.Trim();
        var modifier = "";
        foreach (var candidate in (string[])["params", "ref", "out", "this"])
        {
            if (text.StartsWith(candidate + " ", StringComparison.Ordinal))
            {
                modifier = candidate;
                text = text[(candidate.Length + 1)..];
            }
        }

        var space = text.LastIndexOf(' ');
        return new(modifier, text[..space].Trim(), text[(space + 1)..], defaultValue);
    }
}
