using Engram.Modeling.Training;

namespace Engram.Modeling.Tests.Training;

/// <summary>Progress that is told at once, on the thread that trains.</summary>
internal sealed class Callback(Action<TrainingStep> action) : IProgress<TrainingStep>
{
    public void Report(TrainingStep value) => action(value);
}
