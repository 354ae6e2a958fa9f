using Engram.Modeling.Configuration;
using Engram.Modeling.Objectives;
using static TorchSharp.torch;

namespace Engram.Modeling.Tests.Objectives;

/// <summary>One objective as the contract battery sees it.</summary>
/// <param name="Name">Name of the case.</param>
/// <param name="Type">The objective's type.</param>
/// <param name="Terms">Names its loss must have.</param>
/// <param name="Inputs">Fresh inputs; the first axis of each is the batch, unless it is in <see cref="Shared"/>.</param>
/// <param name="Run">Computes the loss.</param>
internal sealed record ObjectiveCase(string Name, Type Type, string[] Terms, Func<Tensor[]> Inputs, Func<Tensor[], LossTerms> Run)
{
    /// <summary>Inputs that must get a gradient; other floating inputs must get none.</summary>
    public int[] Learned { get; init; } = [0];

    /// <summary>Inputs without a batch axis.</summary>
    public int[] Shared { get; init; } = [];

    /// <summary>Its settings as JSON.</summary>
    public string? Json { get; init; }

    /// <summary>Reads and writes the settings.</summary>
    public Func<string, string>? Rewrite { get; init; }

    internal ObjectiveCase With<TConfig>(TConfig config)
        where TConfig : IConfig => this with { Json = ConfigJson.Write(config), Rewrite = text => ConfigJson.Write(ConfigJson.Read<TConfig>(text)) };
}
