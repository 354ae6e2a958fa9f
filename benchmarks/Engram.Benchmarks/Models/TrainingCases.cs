using Engram.Benchmarks.Signals;
using Engram.Modeling.Encoders;
using Engram.Signals.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Benchmarks.Models;

/// <summary>Training steps of encoders on the same libtorch; what is compared are the gradients after one step from shared weights.</summary>
internal static class TrainingCases
{
    public static IReadOnlyList<SignalCase> All { get; } =
    [
        new("D8", "eegnet", "EEGNet step, 64 × 22 × 512, Adam", "torch", Gate.Absolute4, 1, folder =>
        {
            var (model, head) = EegNet();
            var all = nn.Sequential(model, nn.Flatten(), head);
            ModelInput.LoadWeights(folder, "eegnet", all);
            var (x, labels) = (ModelInput.Load(folder, "eegnet-input", 64, 22, 512), (arange(64) % 4).to(int64));
            return Step(all, () => nn.functional.cross_entropy(all.call(x), labels), p => optim.Adam(p, 1e-3));
        }),
        new("D9", "encoder", "encoder step, 32 × 100 × 128, 4 layers, AdamW", "torch", Gate.Absolute4, 1, folder =>
        {
            var model = Encoder();
            ModelInput.LoadWeights(folder, "encoder", model);
            var (x, target) = (ModelInput.Load(folder, "encoder-input", 32, 100, 128), ModelInput.Load(folder, "encoder-target", 32, 100, 128));
            return Step(model, () => nn.functional.mse_loss(model.call(x), target), p => optim.AdamW(p, 1e-3, weight_decay: 1e-2));
        }),
    ];

    /// <summary>The input of both sides.</summary>
    public static void Write(string folder)
    {
        var random = new SeededRandom(8);
        manual_seed(8);
        var (model, head) = EegNet();
        ModelInput.SaveWeights(folder, "eegnet", nn.Sequential(model, nn.Flatten(), head));
        ModelInput.SaveWeights(folder, "encoder", Encoder());
        ModelInput.Save(folder, "eegnet-input", ModelInput.Gaussian(random, 64 * 22 * 512));
        ModelInput.Save(folder, "encoder-input", ModelInput.Gaussian(random, 32 * 100 * 128));
        ModelInput.Save(folder, "encoder-target", ModelInput.Gaussian(random, 32 * 100 * 128));
    }

    private static (EegNet Model, nn.Module<Tensor, Tensor> Head) EegNet() => (new(new() { Channels = 22, Dropout = 0 }), nn.Linear(256, 4));

    private static TokenTransformer Encoder() => new(new() { Width = 128, Depth = 4, Heads = 4 });

    private static Func<int, object> Step(nn.Module model, Func<Tensor> compute, Func<IEnumerable<TorchSharp.Modules.Parameter>, optim.Optimizer> makeOptimizer)
    {
        model.train();
        var parameters = model.parameters().ToArray();
        var optimizer = makeOptimizer(parameters);
        return threads =>
        {
            set_num_threads(threads);
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            compute().backward();
            optimizer.step();
            return () => (object)ModelInput.Gradients(parameters);
        };
    }
}
