using Engram.Modeling.Configuration;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Encoders;

/// <summary>One encoder or decoder as the contract battery sees it.</summary>
internal sealed record EncoderCase(string Name, Type Type, Func<nn.Module> Make, Func<nn.Module, Tensor, Tensor?, Tensor> Call, long[] Input, long[] Output)
{
    /// <summary>Whether it takes padding [batch, token] and must not see it.</summary>
    public bool TakesPadding { get; init; }

    /// <summary>Its settings as JSON, made again from JSON and written again; none where it has no settings record.</summary>
    public Func<string, string>? Rewrite { get; init; }

    /// <summary>Its settings as JSON.</summary>
    public string? Json { get; init; }

    /// <summary>A case of a block with a settings record.</summary>
    internal static EncoderCase Of<TConfig, TBlock>(string name, TConfig config, Func<TConfig, TBlock> make, Func<TBlock, Tensor, Tensor?, Tensor> call, long[] input, long[] output, bool takesPadding = false)
        where TConfig : IConfig
        where TBlock : nn.Module
    {
        var json = ConfigJson.Write(config);
        return new(name, typeof(TBlock), () => make(ConfigJson.Read<TConfig>(json)), (m, x, padding) => call((TBlock)m, x, padding), input, output)
        {
            TakesPadding = takesPadding,
            Json = json,
            Rewrite = text => ConfigJson.Write(ConfigJson.Read<TConfig>(text)),
        };
    }

    public override string ToString() => Name;
}
