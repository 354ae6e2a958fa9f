using System.Text.Json.Serialization;

namespace Engram.Modeling.Training.Schedules;

/// <summary>A number that is a function of the step alone, so that a resumed training needs nothing to go on with it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ConstantSchedule), "constant")]
[JsonDerivedType(typeof(LinearSchedule), "linear")]
[JsonDerivedType(typeof(ExponentialSchedule), "exponential")]
[JsonDerivedType(typeof(CosineSchedule), "cosine")]
[JsonDerivedType(typeof(TrapezoidSchedule), "trapezoid")]
[JsonDerivedType(typeof(OneCycleSchedule), "oneCycle")]
public interface ISchedule
{
    /// <summary>The value at a step.</summary>
    /// <param name="step">From 0; past the end the last value stays.</param>
    double At(int step);
}
