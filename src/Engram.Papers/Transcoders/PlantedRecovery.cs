using Engram.Interpretability.Dictionaries;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Transcoders;

/// <summary>How well a transcoder and an autoencoder find the features of a planted layer.</summary>
/// <param name="TranscoderUnexplained">Fraction of variance that the transcoder leaves unexplained.</param>
/// <param name="AutoencoderUnexplained">The same for an autoencoder of the output.</param>
/// <param name="TranscoderWrite">Mean best cosine of the transcoder's decoders with the planted write directions.</param>
/// <param name="TranscoderRead">Mean best cosine of its encoders with the planted read directions.</param>
/// <param name="AutoencoderWrite">Mean best cosine of the autoencoder's decoders with the write directions.</param>
/// <param name="AutoencoderRead">Mean best cosine of its encoders with the read directions, which it never sees.</param>
/// <param name="RandomWrite">Mean best cosine of an untrained dictionary with the write directions.</param>
public sealed record PlantedRecovery(double TranscoderUnexplained, double AutoencoderUnexplained, double TranscoderWrite, double TranscoderRead, double AutoencoderWrite, double AutoencoderRead, double RandomWrite)
{
    /// <summary>Trains both on one planted layer.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="seed">Decides the layer, the data and the initial weights.</param>
    public static PlantedRecovery Run(TranscodersConfig config, long seed)
    {
        ArgumentNullException.ThrowIfNull(config);
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var layer = PlantedLayer.Draw(config, generator);
        var (untrained, transcoder, autoencoder) = SeededModules.Make(seed + TranscodersConfig.WeightSeeds, () => (New(config), New(config), New(config)));
        var trainer = new DictionaryTrainer { Steps = config.Steps };
        trainer.Train(transcoder, () => Batch(layer, config, generator));
        trainer.Train(autoencoder, () =>
        {
            var (_, y) = Batch(layer, config, generator);
            return (y, y);
        });
        using var noGrad = no_grad();
        var x = layer.Inputs(4096, config.Density, generator);
        var target = layer.Apply(x);
        return new(
            DictionaryMetrics.FractionVarianceUnexplained(transcoder.call(x).Output, target),
            DictionaryMetrics.FractionVarianceUnexplained(autoencoder.call(target).Output, target),
            DictionaryMetrics.MaxCosineMatch(layer.Write, transcoder.Decoder),
            DictionaryMetrics.MaxCosineMatch(layer.Read, transcoder.Encoder.t()),
            DictionaryMetrics.MaxCosineMatch(layer.Write, autoencoder.Decoder),
            DictionaryMetrics.MaxCosineMatch(layer.Read, autoencoder.Encoder.t()),
            DictionaryMetrics.MaxCosineMatch(layer.Write, untrained.Decoder));
    }

    internal static SparseDictionary New(TranscodersConfig config) =>
        new(new() { InputSize = config.Dimension, OutputSize = config.Dimension, Width = config.Width, ActiveFeatures = config.ActiveFeatures });

    internal static (Tensor Input, Tensor Target) Batch(PlantedLayer layer, TranscodersConfig config, Generator generator)
    {
        var x = layer.Inputs(config.Batch, config.Density, generator);
        return (x, layer.Apply(x));
    }
}
