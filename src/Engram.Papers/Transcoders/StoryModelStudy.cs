using Engram.Interpretability.Dictionaries;
using Engram.Interpretability.Models;
using Engram.Papers.Ledger;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Transcoders;

/// <summary>The real model: stories260K, read through transcoders that are trained on its own samples.</summary>
public sealed class StoryModelStudy
{
    private const long Batch = 256;

    private readonly List<List<int>> training;
    private readonly List<List<int>> test;
    private readonly Dictionary<int, (Tensor Input, Tensor Output)> activations = [];
    private readonly Lock gate = new(); // dictionaries are trained side by side; the first one needs the activations

    private StoryModelStudy(LlamaModel model, Tokenizer tokenizer, List<List<int>> training, List<List<int>> test) =>
        (Model, Tokenizer, this.training, this.test) = (model, tokenizer, training, test);

    /// <summary>The model.</summary>
    public LlamaModel Model { get; }

    /// <summary>Its tokenizer.</summary>
    public Tokenizer Tokenizer { get; }

    /// <summary>Tokens to learn from.</summary>
    public int TrainingTokens => training.Sum(s => s.Count);

    /// <summary>Loads the model and draws stories from it, some to learn from and others to test on.</summary>
    /// <param name="folder">Folder with stories260K.bin and tok512.bin.</param>
    /// <param name="stories">Stories to learn from.</param>
    /// <param name="testStories">Stories to test on.</param>
    /// <param name="length">Tokens of each story.</param>
    public static StoryModelStudy Load(string folder, int stories, int testStories, int length)
    {
        var model = LlamaCheckpoint.Load(Path.Combine(folder, "stories260K.bin"));
        var tokenizer = LlamaCheckpoint.LoadTokenizer(Path.Combine(folder, "tok512.bin"), model.Config.VocabularySize);
        var all = RepeatedRuns.Of(RepeatedRuns.Seeds(1, stories + testStories), seed =>
        {
            using var generator = new Generator((ulong)seed);
            return model.Continue([Tokenizer.Beginning], length, 1, generator);
        });
        return new(model, tokenizer, [.. all[..stories]], [.. all[stories..]]);
    }

    /// <summary>
    /// Trains a transcoder (MLP input to output) or an autoencoder (output to itself) of one layer. Half of each batch are real
    /// inputs, half are mixtures of two of them, for which the MLP itself gives the target: the text is short, the MLP is not.
    /// </summary>
    /// <param name="layer">Layer.</param>
    /// <param name="isAutoencoder">Autoencoder instead of transcoder.</param>
    /// <param name="active">Features that may be active at once.</param>
    /// <param name="steps">Training steps.</param>
    /// <param name="seed">Decides weights and batches.</param>
    public SparseDictionary Train(int layer, bool isAutoencoder, int active, int steps, long seed)
    {
        var (input, _) = Activations(layer);
        using var generator = new Generator((ulong)seed);
        var dictionary = SeededModules.Make(seed + TranscodersConfig.WeightSeeds, () => new SparseDictionary(new() { InputSize = Model.Config.Dimension, OutputSize = Model.Config.Dimension, Width = 512, ActiveFeatures = active }));
        new DictionaryTrainer { Steps = steps, LearningRate = 3e-3 }.Train(dictionary, () =>
        {
            using var noGrad = no_grad();
            var x = input.index_select(0, randint(input.size(0), [Batch / 2], generator: generator));
            var mixed = x.lerp(input.index_select(0, randint(input.size(0), [Batch / 2], generator: generator)), rand(Batch / 2, 1, generator: generator) * 0.4);
            x = cat([x, mixed]);
            var y = Model.Mlp(layer, x);
            return (isAutoencoder ? y : x, y);
        });
        return dictionary;
    }

    /// <summary>Mean next-token cross-entropy on the test stories (nats).</summary>
    /// <param name="replace">What takes an MLP's place; see <see cref="LlamaModel.Forward"/>.</param>
    public double Loss(Func<int, Tensor, Tensor, Tensor>? replace = null)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        return test.Average(story => nn.functional.cross_entropy(Model.Forward(story, replace)[..^1], tensor(story.Skip(1).Select(t => (long)t).ToArray())).ToDouble());
    }

    /// <summary>The loss with one layer's MLP replaced by a dictionary.</summary>
    /// <param name="layer">Layer.</param>
    /// <param name="dictionary">The dictionary.</param>
    /// <param name="isAutoencoder">Whether it reads the MLP's output instead of its input.</param>
    public double LossWith(int layer, SparseDictionary dictionary, bool isAutoencoder) =>
        Loss((l, input, output) => l == layer ? dictionary.call(isAutoencoder ? output : input).Output : output);

    /// <summary>The loss with one layer's MLP replaced by its mean output.</summary>
    /// <param name="layer">Layer.</param>
    public double LossWithMean(int layer)
    {
        var mean = Activations(layer).Output.mean([0], keepdim: true);
        return Loss((l, _, output) => l == layer ? mean.expand_as(output) : output);
    }

    private (Tensor Input, Tensor Output) Activations(int layer)
    {
        lock (gate)
        {
            if (activations.Count == 0)
            {
                using var scope = NewDisposeScope();
                var traces = training.ConvertAll(story =>
                {
                    var trace = new LlamaTrace();
                    Model.Forward(story, trace: trace);
                    return trace;
                });
                for (var l = 0; l < Model.Layers.Count; l++)
                    activations[l] = (cat([.. traces.Select(t => t.Layers[l].MlpInput)]).DetachFromDisposeScope(), cat([.. traces.Select(t => t.Layers[l].MlpOutput)]).DetachFromDisposeScope());
            }

            return activations[layer];
        }
    }
}
