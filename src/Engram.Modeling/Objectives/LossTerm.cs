using static TorchSharp.torch;

namespace Engram.Modeling.Objectives;

/// <summary>One part of a loss.</summary>
/// <param name="Name">Its name, such as <c>reconstruction</c>.</param>
/// <param name="Value">A scalar tensor with its graph.</param>
/// <param name="Weight">Its factor in the total.</param>
public sealed record LossTerm(string Name, Tensor Value, double Weight = 1);
