namespace Engram.Torch.Tests.Surface;

/// <summary>The public signatures of TorchSharp 0.106, as the generator's copy of the list has them: type by type, one member a line.</summary>
internal static class SignatureList
{
    public static IReadOnlyList<(string Type, string[] Members)> Read()
    {
        using var stream = typeof(SignatureList).Assembly.GetManifestResourceStream("torchsharp-api")!;
        using var reader = new StreamReader(stream);
        var types = new List<(string Type, string[] Members)>();
        var members = new List<string>();
        string? current = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                Close();
                current = line[3..].Split(" :")[0].Trim().Split(' ')[^1];
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal) && current is not null)
            {
                members.Add(Member(line.Trim()));
            }
        }

        Close();
        return types;

        void Close()
        {
            // A finaliser shows nothing to callers.
            if (current is not null)
                types.Add((current, [.. members.Where(m => !m.EndsWith("void Finalize()", StringComparison.Ordinal)).Distinct()]));
            members.Clear();
        }
    }

    // What a caller can see does not depend on how a member is dispatched or on whether a constant is inlined.
    private static string Member(string text)
    {
        foreach (var modifier in (string[])["virtual", "override", "abstract", "sealed"])
            text = (" " + text).Replace($" {modifier} ", " ", StringComparison.Ordinal).TrimStart();
        return text.Replace("const field", "static field", StringComparison.Ordinal);
    }
}
