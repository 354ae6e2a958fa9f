using Engram.Modeling.Configuration;

namespace Engram.Modeling.Codebooks;

/// <summary>Settings of <see cref="ResidualQuantizer"/>.</summary>
public sealed record ResidualQuantizerConfig : IConfig
{
    /// <summary>Stages, S.</summary>
    public required int Stages { get; init; }

    /// <summary>Settings of each stage; stage s draws from its seed + s. With the cosine metric every stage codes the direction of its residual and takes a code of length 1 away (NeuroRVQ).</summary>
    public required VectorQuantizerConfig Stage { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Stages, 1);
        Stage.Validate();
    }
}
