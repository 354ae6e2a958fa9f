namespace TorchSharp.Modules;

/// <summary>The settings of a parameter group. What a group leaves unset it takes from its optimiser.</summary>
public class OptimizerOptions
{
    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }

}
