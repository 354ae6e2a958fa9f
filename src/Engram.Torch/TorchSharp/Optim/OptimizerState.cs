using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimiser remembers of one parameter: a step count, tensors of the parameter's shape and a few numbers.</summary>
public abstract class OptimizerState : IDisposable
{
    private readonly Parameter parameter;
    private readonly Tensor?[] tensors;

    public long step;

    protected OptimizerState(Parameter parameter)
        : this(parameter, 0)
    {
    }

    private protected OptimizerState(Parameter parameter, int tensorCount, int numberCount = 0)
    {
        this.parameter = parameter;
        tensors = new Tensor?[tensorCount];
        Numbers = new double[numberCount];
    }

    internal double[] Numbers { get; }

    /// <summary>States with equal counters can be updated together.</summary>
    internal (long Step, double First, double Second) Counters => (step, Numbers.ElementAtOrDefault(0), Numbers.ElementAtOrDefault(1));

    internal Tensor? this[int slot]
    {
        get => tensors[slot];
        set
        {
            if (!ReferenceEquals(tensors[slot], value))
                tensors[slot]?.Dispose();
            tensors[slot] = value?.DetachFromDisposeScope();
        }
    }

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(step);
        foreach (var number in Numbers)
            writer.Write(number);
        foreach (var tensor in tensors)
            SaveConditionalStateTensor(writer, tensor);
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        step = reader.ReadInt64();
        for (var i = 0; i < Numbers.Length; i++)
            Numbers[i] = reader.ReadDouble();
        for (var i = 0; i < tensors.Length; i++)
        {
            Tensor? read = null;
            LoadConditionalStateTensor(reader, ref read, parameter.device);
            this[i] = read;
        }
    }

    public virtual void LoadStateDict(OptimizerState source)
    {
        if (ReferenceEquals(this, source))
            return;
        step = source.step;
        source.Numbers.CopyTo(Numbers, 0);
        for (var i = 0; i < tensors.Length; i++)
            this[i] = source[i]?.to(parameter.device, copy: true);
    }

    public virtual bool ApproximatelyEquals(OptimizerState other) =>
        Fits(other) && step == other.step && Numbers.Zip(other.Numbers).All(p => Math.Abs(p.First - p.Second) <= 1e-8 * (1 + Math.Abs(p.First)))
            && tensors.Zip(other.tensors).All(p => p.First is null ? p.Second is null : p.Second is not null && p.First.allclose(p.Second));

    public virtual void Initialize(OptimizerOptions options)
    {
    }

    public virtual void to(Device device)
    {
        for (var i = 0; i < tensors.Length; i++)
            this[i] = this[i]?.to(device);
    }

    public void Dispose()
    {
        for (var i = 0; i < tensors.Length; i++)
            this[i] = null;
        GC.SuppressFinalize(this);
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor? result, Device device)
    {
        if (!reader.ReadBoolean())
            return;
        var read = TensorExtensionMethods.Load(reader);
        result = read.to(device, disposeAfter: !read.device.Equals(device));
    }

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor? tensor)
    {
        writer.Write(tensor is not null);
        tensor?.Save(writer);
    }

    internal Tensor Zeros()
    {
        using var _ = no_grad();
        return zeros_like(parameter).DetachFromDisposeScope();
    }

    /// <summary>Whether another state is of the same kind and its tensors have this parameter's shape.</summary>
    internal bool Fits(OptimizerState other) =>
        other.GetType() == GetType() && other.tensors.All(t => t is null || t.shape.AsSpan().SequenceEqual(parameter.shape));
}
