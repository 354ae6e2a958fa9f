using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>Parameters that are trained with the same settings.</summary>
public class ParamGroup : ILearningRateController
{
    public ParamGroup()
        : this([])
    {
    }

    public ParamGroup(IEnumerable<Parameter> parameters, OptimizerOptions? options = null)
    {
        Parameters = [.. parameters];
        Options = options ?? new OptimizerOptions();
    }

    public IEnumerable<Parameter> Parameters { get; set; }

    public OptimizerOptions Options { get; set; }

    public double LearningRate
    {
        get => Options.LearningRate ?? 0;
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}
