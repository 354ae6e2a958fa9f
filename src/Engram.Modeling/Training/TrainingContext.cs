using static TorchSharp.torch;

namespace Engram.Modeling.Training;

/// <summary>What a step's loss may depend on.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Steps">Number of steps of the training.</param>
/// <param name="Samples">The samples of this step's batch.</param>
/// <param name="Generator">Random numbers of the training (masks, noise); its state is in the checkpoint.</param>
public sealed record TrainingContext(int Step, int Steps, int[] Samples, Generator Generator)
{
    /// <summary>The samples as indices for <c>index_select</c>, int64.</summary>
    public Tensor Rows => BatchOrder.Rows(Samples);
}
