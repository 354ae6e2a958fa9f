using System.Reflection;

namespace TorchSharp.Modules;

/// <summary>The settings of a parameter group. What a group leaves unset it takes from its optimiser.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

    // The settings of a kind of optimiser are its nullable fields; their names order them in a file.
    private IEnumerable<FieldInfo> Settings => GetType().GetFields().OrderBy(f => f.Name, StringComparer.Ordinal);

    public virtual void SaveStateDict(BinaryWriter writer)
    {
        writer.Write(InitialLearningRate);
        writer.Write(LearningRate ?? 0);
        foreach (var field in Settings)
        {
            switch (field.GetValue(this))
            {
                case double number:
                    writer.Write(number);
                    break;
                case bool flag:
                    writer.Write(flag);
                    break;
                case var other:
                    throw new InvalidOperationException($"{GetType().FullName}.{field.Name}: expected a number or a truth value to save, got {other ?? "nothing"}.");
            }
        }
    }

    public virtual void LoadStateDict(BinaryReader reader)
    {
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
        foreach (var field in Settings)
            field.SetValue(this, field.FieldType == typeof(bool?) ? reader.ReadBoolean() : reader.ReadDouble());
    }

    public virtual void LoadStateDict(OptimizerOptions source)
    {
        if (source.GetType() != GetType())
            throw new ArgumentException($"Expected settings of the kind {GetType().FullName}, got {source.GetType().FullName}.");
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
        foreach (var field in Settings)
            field.SetValue(this, field.GetValue(source));
    }

    internal void TakeUnsetFrom(OptimizerOptions defaults)
    {
        if (defaults.GetType() != GetType())
            throw new ArgumentException($"Expected a parameter group with settings of the kind {defaults.GetType().FullName}, got {GetType().FullName}.");
        LearningRate ??= defaults.LearningRate;
        foreach (var field in Settings.Where(f => f.GetValue(this) is null))
            field.SetValue(this, field.GetValue(defaults));
    }
}
