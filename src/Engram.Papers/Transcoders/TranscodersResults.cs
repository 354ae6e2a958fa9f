using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.Transcoders;

/// <summary>What the four parts of the experiment gave.</summary>
/// <param name="Config">Sizes.</param>
/// <param name="Recovery">1, one for each seed.</param>
/// <param name="Connections">2, one for each seed.</param>
/// <param name="GreaterThan">3, one for each model.</param>
/// <param name="Story">4, where there is a model.</param>
public sealed record TranscodersResults(TranscodersConfig Config, PlantedRecovery[] Recovery, PlantedConnections[] Connections, GreaterThanResult[] GreaterThan, StoryModelResult? Story)
{
    private const string Cosine = "mean best cosine with the planted directions";
    private const string Simulated = "simulated: planted layer";

    /// <summary>A measure over repetitions.</summary>
    /// <typeparam name="T">Result of one repetition.</typeparam>
    /// <param name="runs">Repetitions.</param>
    /// <param name="of">The measure.</param>
    public static Estimate Over<T>(IEnumerable<T> runs, Func<T, double> of) => Estimate.Of([.. runs.Select(of)]);

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>
        {
            ["1 transcoder: variance unexplained"] = Over(Recovery, r => r.TranscoderUnexplained),
            ["1 SAE: variance unexplained"] = Over(Recovery, r => r.AutoencoderUnexplained),
            ["1 transcoder: cosine of write directions"] = Over(Recovery, r => r.TranscoderWrite),
            ["1 transcoder: cosine of read directions"] = Over(Recovery, r => r.TranscoderRead),
            ["1 SAE: cosine of write directions"] = Over(Recovery, r => r.AutoencoderWrite),
            ["1 SAE: cosine of read directions"] = Over(Recovery, r => r.AutoencoderRead),
            ["1 untrained: cosine of write directions"] = Over(Recovery, r => r.RandomWrite),
            ["2 weights: area"] = Over(Connections, c => c.WeightArea),
            ["2 correlation: area"] = Over(Connections, c => c.CorrelationArea),
            ["2 untrained weights: area"] = Over(Connections, c => c.RandomArea),
            ["3 whole MLP: probability difference"] = Over(GreaterThan, g => g.Original),
            ["3 MLP at its mean: probability difference"] = Over(GreaterThan, g => g.Removed),
        };
        for (var i = 0; i < Config.Kept.Length; i++)
        {
            var at = i;
            metrics[$"3 {Config.Kept[i]} features: probability difference"] = Over(GreaterThan, g => g.Features[at]);
            metrics[$"3 {Config.Kept[i]} neurons: probability difference"] = Over(GreaterThan, g => g.Neurons[at]);
            metrics[$"3 {Config.Kept[i]} random features: probability difference"] = Over(GreaterThan, g => g.RandomFeatures[at]);
        }

        if (Story is null)
            return metrics;
        metrics["4 model: cross-entropy (nats)"] = Estimate.Of([Story.Original]);
        metrics["4 MLP at its mean: cross-entropy (nats)"] = Estimate.Of([Story.Ablated]);
        metrics["4 transcoder: cross-entropy (nats)"] = Estimate.Of(Story.Transcoder);
        metrics["4 SAE: cross-entropy (nats)"] = Estimate.Of(Story.Autoencoder);
        for (var i = 0; i < Config.Sparsities.Length; i++)
        {
            metrics[$"4 transcoder, {Config.Sparsities[i]} active: cross-entropy (nats)"] = Estimate.Of([Story.TranscoderCurve[i]]);
            metrics[$"4 SAE, {Config.Sparsities[i]} active: cross-entropy (nats)"] = Estimate.Of([Story.AutoencoderCurve[i]]);
        }

        return metrics;
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        var (read, readBySae) = (Over(Recovery, r => r.TranscoderRead), Over(Recovery, r => r.AutoencoderRead));
        var (write, writeBySae) = (Over(Recovery, r => r.TranscoderWrite), Over(Recovery, r => r.AutoencoderWrite));
        var (readGain, writeGain) = (Over(Recovery, r => r.TranscoderRead - r.AutoencoderRead), Over(Recovery, r => r.TranscoderWrite - r.AutoencoderWrite));
        var (area, correlation) = (Over(Connections, c => c.WeightArea), Over(Connections, c => c.CorrelationArea));
        var few = Array.IndexOf(Config.Kept, Config.Few);
        var (features, neurons, fewGain) = (Over(GreaterThan, g => g.Features[few]), Over(GreaterThan, g => g.Neurons[few]), Over(GreaterThan, g => g.Features[few] - g.Neurons[few]));
        var (transcoder, autoencoder) = (Story is null ? null : Estimate.Of(Story.Transcoder), Story is null ? null : Estimate.Of(Story.Autoencoder));
        return
        [
            new()
            {
                Statement = "transcoder encoders find what the layer reads, SAE encoders do not", Paper = "follows from the method", Measure = Cosine + " (read)", Data = Simulated,
                Ours = read, Baseline = readBySae, Test = "the interval of the difference by seed lies above 0", Verdict = Claim.Decide(readGain.Low > 0, readGain),
            },
            new()
            {
                Statement = "transcoder decoders find what it writes better than the SAE", Paper = "no figure", Measure = Cosine + " (write)", Data = Simulated,
                Ours = write, Baseline = writeBySae, Test = "the interval of the difference by seed lies above 0", Verdict = Claim.Decide(writeGain.Low > 0, writeGain),
            },
            new()
            {
                Statement = "input-free weights show the planted connections", Paper = "no figure; above 0.95 expected", Measure = "area under the ROC curve (baseline: correlation of activations)", Data = "simulated: two planted layers",
                Ours = area, Baseline = correlation, Test = "the interval lies above 0.95", Verdict = Claim.Decide(area.Low > 0.95, area),
            },
            new()
            {
                Statement = "few transcoder features keep more of the comparison than as many neurons", Paper = "features ahead below 24 units (GPT-2 small)", Measure = $"probability difference, {Config.Few} units kept", Data = "simulated: greater-than model",
                Ours = features, Baseline = neurons, Test = "the interval of the difference by model lies above 0", Verdict = Claim.Decide(fewGain.Low > 0, fewGain),
            },
            new()
            {
                Statement = "a transcoder is as faithful as an SAE at equal sparsity", Paper = "3.3491 against 3.3512 nats (Pythia-410M, L0 83 and 110)", Measure = $"cross-entropy (nats), {Config.StoryActiveFeatures} active",
                Data = Story is null ? "no model" : "real: stories260k", Ours = transcoder, Baseline = autoencoder, Test = "the intervals meet, or the transcoder's lies below",
                Verdict = Claim.Decide(transcoder?.Low <= autoencoder?.High, transcoder, autoencoder),
            },
        ];
    }
}
