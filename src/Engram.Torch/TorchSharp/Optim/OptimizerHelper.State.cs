using static TorchSharp.torch;

namespace TorchSharp.Modules;

// Saving: the optimiser's name, then for each group its settings and the state of each of its parameters, in order.
public abstract partial class OptimizerHelper
{
    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        writer.Write(GetType().Name);
        writer.Write(groups.Count);
        foreach (var group in groups)
        {
            group.Options.SaveStateDict(writer);
            writer.Write(group.Parameters.Count());
            foreach (var parameter in group.Parameters)
                states[parameter].SaveStateDict(writer);
        }
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote. Nothing changes unless all of it fits.</summary>
    /// <exception cref="FormatException">The file holds another optimiser, other groups, or is damaged.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var read = new StateDictionary();
        try
        {
            if (reader.ReadString() is var name && name != GetType().Name)
                throw new FormatException($"Expected the state of {GetType().Name}, the file holds that of '{name}'.");
            if (reader.ReadInt32() is var count && count != groups.Count)
                throw new FormatException($"Expected {groups.Count} parameter groups, the file holds {count}.");
            foreach (var group in groups)
            {
                var options = (OptimizerOptions)Activator.CreateInstance(group.Options.GetType())!;
                options.LoadStateDict(reader);
                if (reader.ReadInt32() is var size && size != group.Parameters.Count())
                    throw new FormatException($"Expected {group.Parameters.Count()} parameters in group {read.Options.Count}, the file holds {size}.");
                read.Include(options, group.Parameters.Select(p =>
                {
                    var state = NewState(p);
                    state.LoadStateDict(reader);
                    return state;
                }));
            }

            load_state_dict(read);
        }
        catch (Exception e) when (e is EndOfStreamException or OverflowException)
        {
            throw new FormatException($"The saved state of {GetType().Name} ends too early or is damaged.", e);
        }
        finally
        {
            read.State.ForEach(s => s.Dispose());
        }
    }

    /// <summary>Copies settings and state, usually those of another optimiser over equal parameters.</summary>
    /// <exception cref="ArgumentException">The groups, the kinds of state or the shapes differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        if (!own.StateIndexRef.Select(r => r.Count).SequenceEqual(state_dict.StateIndexRef.Select(r => r.Count)))
            throw new ArgumentException($"{GetType().Name}: expected groups of {string.Join(", ", own.StateIndexRef.Select(r => r.Count))} parameters, got groups of {string.Join(", ", state_dict.StateIndexRef.Select(r => r.Count))}.");
        var options = own.Options.Zip(state_dict.Options).ToList();
        var pairs = own.StateIndexRef.SelectMany(i => i).Zip(state_dict.StateIndexRef.SelectMany(i => i), (to, from) => (own.State[to], state_dict.State[from])).ToList();
        if (options.Exists(p => p.First.GetType() != p.Second.GetType()) || pairs.Exists(p => !p.Item1.Fits(p.Item2)))
            throw new ArgumentException($"{GetType().Name}: the state dictionary is of another optimiser or of parameters of other shapes.");
        using var _ = no_grad();
        foreach (var (to, from) in options)
            to.LoadStateDict(from);
        foreach (var (to, from) in pairs)
            to.LoadStateDict(from);
    }

    /// <summary>Settings and states of all groups. They are the optimiser's own, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var result = new StateDictionary();
        foreach (var group in groups)
            result.Include(group.Options, group.Parameters.Select(p => states[p]));
        return result;
    }

    public void to(Device device)
    {
        foreach (var state in states.Values)
            state.to(device);
    }
}
