using Engram.Modeling.Encoders;
using Engram.Modeling.Training;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>Pretraining and fine-tuning of token sentences. Weights come from a seed that is not the data's.</summary>
internal static class TokenTraining
{
    private const long WeightSeeds = 700_000;

    public static TokenLanguageModel Model(BertEncoderConfig config, long seed) => SeededModules.Make(WeightSeeds + seed, () => new TokenLanguageModel(config));

    public static void Pretrain(TokenLanguageModel model, Tensor sentences, GradientStepSettings settings, long seed, Action<int, double>? progress = null)
    {
        var random = new SeededRandom(seed).Split("hidden tokens");
        var order = new BatchOrder((int)sentences.shape[0], settings.Batch, seed);
        GradientSteps.Run(model, settings, step => model.Loss(sentences.index_select(0, order.Rows(step)), random), progress);
    }

    /// <summary>A classifier that starts from the encoder as it is, which learns on.</summary>
    public static TokenSentenceClassifier FineTune(BertEncoder encoder, Tensor sentences, int[] labels, GradientStepSettings settings, long seed)
    {
        var classifier = SeededModules.Make(WeightSeeds + seed + 1, () => new TokenSentenceClassifier(encoder));
        var order = new BatchOrder(labels.Length, settings.Batch, seed + 1);
        var classes = tensor(Array.ConvertAll(labels, l => (long)l));
        GradientSteps.Run(classifier, settings, step =>
        {
            var rows = order.Rows(step);
            return classifier.Loss(sentences.index_select(0, rows), classes.index_select(0, rows));
        });
        return classifier;
    }
}
