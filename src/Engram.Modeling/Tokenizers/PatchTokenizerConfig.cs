using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="PatchTokenizer"/>. REVE has windows of 200 samples at steps of 180.</summary>
public sealed record PatchTokenizerConfig : IConfig
{
    /// <summary>Samples of a patch, w.</summary>
    public required int Window { get; init; }

    /// <summary>Samples from one patch to the next, at most the window.</summary>
    public required int Step { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(Step, 1);
        Require.AtLeast(Window, Step);
    }
}
