using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>Parameters sorted into groups of an AdamW optimiser.</summary>
public static class ParameterGroups
{
    /// <summary>
    /// Groups with layer-wise decay of the learning rate, <c>lr · decay^(deepest - depth)</c>, and with weight decay on matrices and
    /// convolutions only: biases, norms and single vectors have none.
    /// </summary>
    /// <param name="module">Whose parameters; those that need no gradient are left out.</param>
    /// <param name="learningRate">Rate of the deepest layers.</param>
    /// <param name="weightDecay">Decay of weights with at least two axes.</param>
    /// <param name="layerDecay">Factor from a layer to the one before it; 1 for none.</param>
    /// <param name="depth">Depth of a parameter by its name, from 0 at the input; needed when <paramref name="layerDecay"/> is not 1.</param>
    /// <param name="beta1">Decay of the first moment.</param>
    /// <param name="beta2">Decay of the second moment.</param>
    /// <param name="epsilon">Added to the root of the second moment.</param>
    /// <param name="decays">Which weights with at least two axes have decay, by name, where some have none, such as learned tokens; all of them where not given.</param>
    /// <exception cref="ArgumentException">No parameter needs a gradient, or the depth is missing.</exception>
    public static AdamW AdamW(nn.Module module, double learningRate, double weightDecay = 0, double layerDecay = 1, Func<string, int>? depth = null, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, Func<string, bool>? decays = null)
    {
        if (layerDecay != 1 && depth is null)
            throw new ArgumentException("Layer-wise decay needs to know the depth of each parameter.", nameof(depth));
        var named = module.named_parameters().Where(p => p.parameter.requires_grad)
            .Select(p => (Parameter: p.parameter, Depth: depth?.Invoke(p.name) ?? 0, Decays: p.parameter.dim() > 1 && (decays?.Invoke(p.name) ?? true))).ToList();
        if (named.Count == 0)
            throw new ArgumentException($"No parameter of {module.GetName()} needs a gradient: there is nothing to train.", nameof(module));
        var deepest = named.Max(p => p.Depth);
        var groups = named.GroupBy(p => (p.Depth, p.Decays)).OrderBy(g => g.Key).Select(g => new TorchSharp.Modules.AdamW.ParamGroup(
            g.Select(p => p.Parameter).ToList(), learningRate * Math.Pow(layerDecay, deepest - g.Key.Depth), beta1, beta2, epsilon, g.Key.Decays ? weightDecay : 0));
        return optim.AdamW(groups.ToList(), learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /// <summary>Depth by the number in a parameter's name, such as 3 in <c>blocks.3.norm.weight</c>, plus one; names before the blocks have 0, names after them the most.</summary>
    /// <param name="blocks">Name of the list of blocks.</param>
    /// <param name="count">Number of blocks.</param>
    /// <param name="before">Starts of the names that come before the blocks.</param>
    public static Func<string, int> DepthByBlock(string blocks, int count, params string[] before) => name =>
    {
        var at = $".{name}".IndexOf($".{blocks}.", StringComparison.Ordinal);
        if (at < 0)
            return before.Any(b => name.StartsWith(b, StringComparison.Ordinal)) ? 0 : count + 1;
        var number = name[(at + blocks.Length + 1)..].Split('.')[0];
        return int.Parse(number) + 1;
    };
}
