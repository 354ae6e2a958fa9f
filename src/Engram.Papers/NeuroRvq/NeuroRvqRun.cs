using Engram.Modeling.Codebooks;
using Engram.Modeling.Objectives;
using Engram.Modeling.Tokenizers;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.NeuroRvq;

/// <summary>One trained tokenizer and how well it rebuilds test signals.</summary>
/// <param name="Tokenizer">The tokenizer.</param>
/// <param name="History">Its training.</param>
/// <param name="Bands">Error in each band, all stages.</param>
/// <param name="ByStages">Error of the whole signal with the first 1, 2, … stages decoded.</param>
/// <param name="WithCorpusScale">Error of the whole signal where the amplitudes' scale is the training set's mean, not the sample's own.</param>
/// <param name="Usage">Use of the codes on the test signals, [branch][stage].</param>
public sealed record NeuroRvqRun(NeuroRvqTokenizer Tokenizer, TrainingHistory History, IReadOnlyList<BandError> Bands, double[] ByStages, double WithCorpusScale, CodeUsage[][] Usage)
{
    /// <summary>Error of the whole signal.</summary>
    public double Error => ByStages[^1];

    /// <summary>Error in a band.</summary>
    /// <param name="name">Its name.</param>
    public double In(string name) => Bands.First(b => b.Band.Name == name).Error;

    /// <summary>Trains a tokenizer and tests it.</summary>
    /// <param name="tokenizer">With its first weights.</param>
    /// <param name="training">[trial, electrode, time], standardised.</param>
    /// <param name="test">Others.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="experiment">Steps, batch and rate.</param>
    /// <param name="seed">Seed of the order of the batches.</param>
    /// <param name="progress">Hears of each step.</param>
    public static NeuroRvqRun Train(NeuroRvqTokenizer tokenizer, Tensor training, Tensor test, double samplingRate, NeuroRvqExperiment experiment, long seed, IProgress<TrainingStep>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(experiment);
        using var optimizer = optim.AdamW(tokenizer.parameters(), experiment.LearningRate, weight_decay: 1e-2);
        var settings = new TrainerConfig
        {
            Steps = experiment.Steps, BatchSize = experiment.Batch, Seed = seed, GradientNormLimit = 1,
            LearningRate = new CosineSchedule(experiment.LearningRate, experiment.Steps, experiment.Steps / 10, experiment.LearningRate / 10, experiment.LearningRate / 100),
        };
        var history = new Trainer(tokenizer, optimizer, settings, (int)training.shape[0])
            .Run(context => tokenizer.Loss(training.index_select(0, tensor(Array.ConvertAll(context.Samples, s => (long)s)))), progress: progress).History;
        return Test(tokenizer, history, training, test, samplingRate);
    }

    private static NeuroRvqRun Test(NeuroRvqTokenizer tokenizer, TrainingHistory history, Tensor training, Tensor test, double samplingRate)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var (stages, electrodes) = (tokenizer.Config.Quantizer.Stages, test.shape[1]);
        var (codes, scale, corpus) = (tokenizer.Encode(test), tokenizer.Scale(test), tokenizer.Scale(training));
        double Error(Tensor decoded) => ((decoded - test).square().sum() / test.square().sum()).ToDouble();
        var mean = new AmplitudeScale(corpus.Mean.mean([0L], keepdim: true), corpus.Deviation.mean([0L], keepdim: true));
        return new(
            tokenizer,
            history,
            BandError.OfWaveforms(test, tokenizer.Decode(codes, scale, electrodes), samplingRate, FrequencyBand.Eeg),
            [.. Enumerable.Range(1, stages).Select(s => Error(tokenizer.Decode(codes.narrow(-1, 0, s), scale, electrodes)))],
            Error(tokenizer.Decode(codes, mean, electrodes)),
            [.. Enumerable.Range(0, tokenizer.Config.Branches).Select(b => Enumerable.Range(0, stages).Select(s => CodeUsage.Of(codes[b].select(-1, s), tokenizer.Config.Quantizer.Stage.Codes)).ToArray())]);
    }
}
