namespace TorchSharp.Modules;

/// <summary>The weights of a stack of recurrent layers in PyTorch's order and names: weight_ih_l0, weight_hh_l0, bias_ih_l0, ...</summary>
internal sealed class RecurrentWeights
{
    private readonly List<(string Name, Parameter Value)> all = [];

    internal RecurrentWeights(long input, long hidden, long gates, long layers, bool bias, bool bidirectional, torch.Device? device, torch.ScalarType? dtype)
    {
        HasBias = bias;
        Hidden = hidden;
        Layers = layers;
        Directions = bidirectional ? 2 : 1;
        var bound = 1 / Math.Sqrt(hidden);
        for (var layer = 0; layer < layers; layer++)
        {
            foreach (var suffix in bidirectional ? ["", "_reverse"] : new[] { "" })
            {
                Make($"weight_ih_l{layer}{suffix}", gates * hidden, layer == 0 ? input : hidden * Directions);
                Make($"weight_hh_l{layer}{suffix}", gates * hidden, hidden);
                if (!bias)
                    continue;
                Make($"bias_ih_l{layer}{suffix}", gates * hidden);
                Make($"bias_hh_l{layer}{suffix}", gates * hidden);
            }
        }

        void Make(string name, params long[] shape) => all.Add((name, new Parameter(torch.empty(shape, dtype, device).uniform_(-bound, bound))));
    }

    internal bool HasBias { get; }

    internal long Hidden { get; }

    internal long Layers { get; }

    internal long Directions { get; }

    internal IReadOnlyList<(string Name, Parameter Value)> All => all;

    internal Parameter this[string name] => all.Find(p => p.Name == name).Value ?? throw new ArgumentException($"There is no recurrent weight {name}.", nameof(name));

    internal torch.Tensor[] Flat(torch.nn.Module owner)
    {
        var flat = new torch.Tensor[all.Count];
        for (var i = 0; i < flat.Length; i++)
            flat[i] = owner.get_parameter(all[i].Name) ?? all[i].Value;
        return flat;
    }

    internal torch.Tensor InitialState(torch.Tensor input, long batch) =>
        torch.zeros([Layers * Directions, batch, Hidden], input.dtype, input.device);
}
