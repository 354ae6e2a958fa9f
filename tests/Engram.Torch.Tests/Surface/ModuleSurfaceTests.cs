using System.Text.RegularExpressions;
using Engram.Torch.Generator;
using TorchSharp;

namespace Engram.Torch.Tests.Surface;

/// <summary>Everything that the signature list of TorchSharp 0.106 has under <c>torch.nn</c> and <c>torch.utils.data</c> is here under the same name, with the same parameters and defaults.</summary>
public partial class ModuleSurfaceTests
{
    [Fact]
    public void NothingOfTheModuleSurfaceIsMissing()
    {
        var types = typeof(torch).Assembly.GetTypes().Where(t => t.IsVisible).ToDictionary(Key);
        var missing = new List<string>();
        var compared = 0;
        foreach (var (key, heritage, members) in Sections())
        {
            compared += members.Count;
            if (!types.TryGetValue(key, out var type))
            {
                missing.Add($"type {key}");
                continue;
            }

            if (!type.IsEnum)
                missing.AddRange(heritage.Except(Ancestors(type)).Select(a => $"{key} is no {a}"));
        }

        Assert.True(compared > 1000, $"only {compared} members were compared");
        Assert.True(missing.Count == 0, $"{missing.Count} of {compared} are missing:\n" + string.Join('\n', missing));
    }

    private static IEnumerable<string> Ancestors(Type type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            yield return SignatureWriter.Name(current);
        foreach (var contract in type.GetInterfaces())
            yield return SignatureWriter.Name(contract);
    }

    // "Base I1,I2" between spaces and commas outside brackets
    private static IEnumerable<string> Heritage(string text)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is ('<' or '('))
                depth++;
            else if (i < text.Length && text[i] is ('>' or ')'))
                depth--;
            else if (i == text.Length || (depth == 0 && text[i] is (' ' or ',')))
            {
                if (i > start)
                    yield return text[start..i];
                start = i + 1;
            }
        }
    }

    // What belongs to nn and utils.data: their own types, the losses, and the layers and loaders among Modules.
    private static IEnumerable<(string Key, List<string> Heritage, List<string> Members)> Sections()
    {
        string? key = null;
        var isAbstract = false;
        List<string> heritage = [], members = [];
        foreach (var line in ApiSurface.Lines().Append("## end"))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                if (key is not null)
                    yield return (key, heritage, members);
                var head = line[3..].Split(" : ");
                var name = head[0].Trim().Split(' ')[^1];
                var isNn = name.StartsWith("torch.nn", StringComparison.Ordinal) || (name.StartsWith("Modules.", StringComparison.Ordinal) && line.Contains("torch.nn", StringComparison.Ordinal))
                    || LossName().IsMatch(name) || name.StartsWith("torch.utils.data", StringComparison.Ordinal) || name is "ModuleExtensionMethods" or "Modules.TensorDataset" or "Modules.DataLoader" or "Modules.DataLoader`2" or "Modules.IterableDataLoader" or "EmbeddingBagMode" or "PaddingModes" or "Padding";
                heritage = [.. Heritage(head.Length > 1 ? head[1] : "")];
                (key, members, isAbstract) = (isNn ? name : null, [], line.Contains("abstract class", StringComparison.Ordinal));
            }
            else if (key is not null && line.Trim() is { Length: > 0 } text && !text.Contains("IntPtr", StringComparison.Ordinal) && !text.Contains("Finalize", StringComparison.Ordinal))
            {
                // Handles of native modules have no counterpart here: a module is C# all through.
                var plain = Modifiers().Replace(text, "");
                members.Add(isAbstract && plain.StartsWith("protected ctor", StringComparison.Ordinal) ? plain["protected ".Length..] : plain);
            }
        }
    }

    private static string Key(Type type)
    {
        var name = SignatureWriter.Name(type);
        var own = type.GetGenericArguments().Length;
        var path = Arguments().Replace(name, "");
        if (type.DeclaringType is { IsGenericType: true } outer)
            return $"{Key(outer)}.{type.Name.Split('`')[0]}";
        return own > 0 ? $"{path}`{own}" : path;
    }

    [GeneratedRegex("^(Weighted)?Loss`")]
    private static partial Regex LossName();

    [GeneratedRegex(@"\b(override|virtual|abstract) ")]
    private static partial Regex Modifiers();

    [GeneratedRegex("<.*>$")]
    private static partial Regex Arguments();
}
