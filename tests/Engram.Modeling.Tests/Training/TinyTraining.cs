using Engram.Modeling.Objectives;
using Engram.Modeling.Training;
using Engram.Modeling.Training.Schedules;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Training;

/// <summary>A regression small enough to train in a blink, with all that a resume could get wrong: dropout, batch norm, own noise, momenta.</summary>
internal sealed class TinyTraining : IDisposable
{
    internal const int Samples = 22;

    private readonly Tensor inputs;
    private readonly Tensor targets;

    internal TinyTraining(TrainerConfig? config = null, string? folder = null, string? events = null)
    {
        Config = config ?? Standard;
        using var shared = new Generator(3);
        manual_seed(17);
        Model = nn.Sequential(("in", nn.Linear(3, 8)), ("norm", nn.BatchNorm1d(8)), ("act", nn.GELU()), ("drop", nn.Dropout(0.3)), ("out", nn.Linear(8, 1)));
        Optimizer = optim.AdamW(Model.parameters(), 0.01, weight_decay: 0.1);
        inputs = randn([Samples, 3], generator: shared);
        targets = inputs.sum([1], keepdim: true).sin();
        Trainer = new(Model, Optimizer, Config, Samples) { CheckpointFolder = folder, TensorBoardFolder = events };
    }

    internal static TrainerConfig Standard { get; } = new()
    {
        Steps = 20,
        BatchSize = 6,
        Seed = 5,
        LearningRate = new CosineSchedule(0.02, 20, WarmUp: 4, End: 0.001),
        WeightDecay = new LinearSchedule(0, 0.2, 20),
        GradientNormLimit = 0.7,
        EmaDecay = 0.9,
        ValidateEvery = 3,
        CheckpointEvery = 5,
    };

    internal TrainerConfig Config { get; }

    internal Sequential Model { get; }

    internal AdamW Optimizer { get; }

    internal Trainer Trainer { get; }

    internal LossTerms Loss(TrainingContext context)
    {
        var x = inputs[tensor(context.Samples.Select(s => (long)s).ToArray())];
        var noise = randn(x.shape, generator: context.Generator) * 0.1;
        var y = targets[tensor(context.Samples.Select(s => (long)s).ToArray())];
        var prediction = Model.call(x + noise);
        return new LossTerms(new LossTerm("fit", (prediction - y).square().mean()), new LossTerm("size", prediction.abs().mean(), 0.01))
            .Watch("largest", prediction.abs().max());
    }

    internal double Validation() => (Model.call(inputs) - targets).square().mean().ToDouble();

    internal TrainingResult Run(IProgress<TrainingStep>? progress = null, bool validate = true, CancellationToken token = default) =>
        Trainer.Run(Loss, validate ? Validation : null, progress, token);

    /// <summary>All weights and buffers, in order of their names.</summary>
    internal double[] Weights() => [.. Model.state_dict().OrderBy(w => w.Key, StringComparer.Ordinal).SelectMany(w => w.Value.to(float64).reshape(-1).data<double>().ToArray())];

    internal byte[] OptimizerBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        Optimizer.save_state_dict(writer);
        return stream.ToArray();
    }

    public void Dispose()
    {
        Model.Dispose();
        Optimizer.Dispose();
        inputs.Dispose();
        targets.Dispose();
    }
}
