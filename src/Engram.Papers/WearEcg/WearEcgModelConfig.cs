using Engram.Modeling.Configuration;
using Engram.Modeling.Encoders;

namespace Engram.Papers.WearEcg;

/// <summary>Settings of a <see cref="WearEcgModel"/>.</summary>
public sealed record WearEcgModelConfig : IConfig
{
    /// <summary>The encoder; it gives mean and log-variance.</summary>
    public required ConvolutionalAutoencoderConfig Encoder { get; init; }

    /// <summary>The decoder.</summary>
    public required ConvolutionalAutoencoderConfig Decoder { get; init; }

    /// <summary>Leads that are measured, in the order I, II, III, aVR, aVL, aVF, V1-V6; all others are set to 0 before the encoder.</summary>
    public IReadOnlyList<int> Measured { get; init; } = [1, 6, 10];

    /// <summary>Weight of the divergence; 0 for an autoencoder that does not draw its latent.</summary>
    public double DivergenceWeight { get; init; } = 1e-4;

    /// <summary>Whether III, aVR, aVL and aVF follow from the predicted I and the measured II instead of being predicted.</summary>
    public bool DerivesLimbLeads { get; init; }

    /// <summary>As published: 128 to 512 channels, latent of 4 channels and 1/8 of the samples.</summary>
    public static WearEcgModelConfig Published { get; } = Of(128, 32);

    /// <summary>A model of the published shape.</summary>
    /// <param name="width">Channels of the first level; the others have twice and four times as many.</param>
    /// <param name="groups">Groups of each norm.</param>
    /// <param name="blocks">Residual blocks of an encoder's level.</param>
    public static WearEcgModelConfig Of(int width, int groups, int blocks = 2)
    {
        var encoder = new ConvolutionalAutoencoderConfig
        {
            Dimensions = 1, SignalChannels = 12, Widths = [width, 2 * width, 4 * width, 4 * width], EncoderChannels = 8, LatentChannels = 4, Groups = groups, BlocksPerLevel = blocks,
        };
        return new() { Encoder = encoder, Decoder = encoder with { Widths = [2 * width, 4 * width, 4 * width, 4 * width] } };
    }

    /// <inheritdoc/>
    public void Validate()
    {
        Encoder.Validate();
        Decoder.Validate();
        var leads = Encoder.SignalChannels;
        if (Encoder.EncoderChannels != 2 * Decoder.LatentChannels || Decoder.SignalChannels != leads || Encoder.Reduction() != Decoder.Reduction())
            throw new ConfigException("Expected a decoder of the encoder's leads and reduction, whose latent is half the encoder's output.");
        if (Measured.Count == 0 || Measured.Any(l => l < 0 || l >= leads) || Measured.Distinct().Count() != Measured.Count)
            throw new ConfigException($"Expected different measured leads from 0 to {leads - 1}, got {string.Join(", ", Measured)}.");
        if (DerivesLimbLeads && !Measured.Contains(1))
            throw new ConfigException("Limb leads can only be derived where lead II (index 1) is measured.");
        if (!(DivergenceWeight >= 0))
            throw new ConfigException($"Expected a weight of the divergence of at least 0, got {DivergenceWeight}.");
    }
}
