namespace TorchSharp.Modules;

/// <summary>The copies that a stack of layers is made of.</summary>
internal static class LayerCopy
{
    /// <summary>A module with the values, types, places and mode of another; making it moves no random number on.</summary>
    internal static T Of<T>(T original, Func<T> make)
        where T : torch.nn.Module
    {
        using var state = torch.get_rng_state();
        var copy = make();
        torch.set_rng_state(state);
        var first = original.parameters().First();
        copy.Move(first.dtype, first.device, false);
        copy.load_state_dict(original.state_dict());
        copy.train(original.training);
        return copy;
    }
}
