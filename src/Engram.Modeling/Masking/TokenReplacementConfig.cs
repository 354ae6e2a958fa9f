using Engram.Modeling.Configuration;

namespace Engram.Modeling.Masking;

/// <summary>Settings of <see cref="TokenReplacement"/>; the shares are BERT's.</summary>
public sealed record TokenReplacementConfig : IConfig
{
    /// <summary>The id that stands for a hidden token.</summary>
    public required int MaskId { get; init; }

    /// <summary>The least id that may stand for another at random; special tokens lie below.</summary>
    public required int FirstId { get; init; }

    /// <summary>Ids in all.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Share of the chosen tokens that become the mask.</summary>
    public double MaskedShare { get; init; } = 0.8;

    /// <summary>Share of them that become a random token; the rest stays.</summary>
    public double RandomShare { get; init; } = 0.1;

    /// <inheritdoc/>
    public void Validate()
    {
        Require.AtLeast(FirstId, 0);
        Require.That(Vocabulary > FirstId, $"above the first id of {FirstId}", Vocabulary, nameof(Vocabulary));
        Require.That(MaskId >= 0 && MaskId < Vocabulary, $"an id below {Vocabulary}", MaskId, nameof(MaskId));
        Require.AtLeast(MaskedShare, 0);
        Require.AtLeast(RandomShare, 0);
        Require.That(MaskedShare + RandomShare <= 1, $"at most 1 less the masked share of {MaskedShare}", RandomShare, nameof(RandomShare));
    }
}
