using System.Globalization;
using System.Text;
using Engram.Modeling.Configuration;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

// A checkpoint is one safetensors file. Tensors: model.* average.* best.* and, as bytes, the optimiser's own format, the states of both
// random generators and the history. Texts: the settings and where the training stands.
public sealed partial class Trainer
{
    private const string Model = "model.";
    private const string AverageOfModel = "average.";
    private const string BestOfModel = "best.";

    private string Processes => (parallel?.Size ?? 1).ToString(CultureInfo.InvariantCulture);

    private void Save(TrainingState state, Generator generator)
    {
        if (CheckpointFolder is null)
            return;
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>
        {
            ["optimizer"] = Bytes(OptimizerBytes()),
            ["history"] = Bytes(Encoding.UTF8.GetBytes(state.History.ToCsv())),
        };

        // dropout and masks of each process go on where they were
        var (shared, own) = (random.get_rng_state(), generator.get_state());
        var (allShared, allOwn) = (parallel?.Gather(shared) ?? [shared], parallel?.Gather(own) ?? [own]);
        for (var rank = 0; rank < allShared.Length; rank++)
            (tensors[$"random.shared.{rank}"], tensors[$"random.own.{rank}"]) = (allShared[rank], allOwn[rank]);
        Add(Model, model.state_dict());
        Add(AverageOfModel, state.Average?.Values ?? new Dictionary<string, Tensor>());
        Add(BestOfModel, state.Best);
        if (parallel is not { Rank: > 0 })
            Write(state, tensors);
        parallel?.Barrier();

        void Add(string prefix, IReadOnlyDictionary<string, Tensor> named)
        {
            foreach (var (name, tensor) in named)
                tensors[prefix + name] = tensor;
        }
    }

    private void Write(TrainingState state, Dictionary<string, Tensor> tensors) =>
        new CheckpointFolder(CheckpointFolder!).Write(state.Step, tensors, new Dictionary<string, string>
        {
            ["processes"] = Processes,
            ["config"] = ConfigJson.Write(config),
            ["samples"] = order.Samples.ToString(CultureInfo.InvariantCulture),
            ["step"] = state.Step.ToString(CultureInfo.InvariantCulture),
            ["best"] = state.Stopping.Best?.ToString("R", CultureInfo.InvariantCulture) ?? "",
            ["best_step"] = state.Stopping.BestStep?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["waited"] = state.Stopping.Waited.ToString(CultureInfo.InvariantCulture),
        });

    private void Resume(TrainingState state, Generator generator)
    {
        using var scope = NewDisposeScope();
        if (new CheckpointFolder(CheckpointFolder!).ReadNewest() is not var (file, tensors, texts))
            return;
        string Text(string name) => texts.TryGetValue(name, out var text) ? text : throw new CheckpointException($"{file}: expected a checkpoint of a training, but '{name}' is missing.");
        Tensor Of(string name) => tensors.TryGetValue(name, out var tensor) ? tensor : throw new CheckpointException($"{file}: expected a checkpoint of a training, but the tensor '{name}' is missing.");
        if (Text("config") != ConfigJson.Write(config) || Text("samples") != order.Samples.ToString(CultureInfo.InvariantCulture))
            throw new CheckpointException($"{file}: the checkpoint is of another training. It had {Text("samples")} samples and the settings {Text("config")}; now there are {order.Samples} and {ConfigJson.Write(config)}. Use another folder, or the same settings.");
        if (Text("processes") != Processes)
            throw new CheckpointException($"{file}: the checkpoint is of a training by {Text("processes")} processes, this one is by {Processes}. Start as many, or use another folder.");
        try
        {
            model.load_state_dict(Named(Model));
            using var reader = new BinaryReader(new MemoryStream(Of("optimizer").data<byte>().ToArray()));
            optimizer.load_state_dict(reader);
            state.Average?.Load(Named(AverageOfModel));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new CheckpointException($"{file}: the checkpoint is of another model or optimiser: {e.Message}", e);
        }

        state.SetBest(Named(BestOfModel));
        state.History = TrainingHistory.FromCsv(Encoding.UTF8.GetString(Of("history").data<byte>().ToArray()), config.Steps);
        state.Stopping.Restore(
            Text("best") is { Length: > 0 } best ? double.Parse(best, CultureInfo.InvariantCulture) : null,
            Text("best_step") is { Length: > 0 } at ? int.Parse(at, CultureInfo.InvariantCulture) : null,
            int.Parse(Text("waited"), CultureInfo.InvariantCulture));
        state.Step = int.Parse(Text("step"), CultureInfo.InvariantCulture);
        random.set_rng_state(Of($"random.shared.{parallel?.Rank ?? 0}"));
        generator.set_state(Of($"random.own.{parallel?.Rank ?? 0}"));

        Dictionary<string, Tensor> Named(string prefix) => tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value);
    }

    private byte[] OptimizerBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        optimizer.save_state_dict(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private static Tensor Bytes(byte[] bytes) => tensor(bytes, dtype: ScalarType.Byte);
}
