namespace Engram.Modeling.Training;

/// <summary>How a training went.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Steps">Steps taken in all, those before a resume included.</param>
/// <param name="History">Every step.</param>
/// <param name="BestStep">Step after which the validation loss was least; none without validation.</param>
/// <param name="BestValidation">That loss.</param>
public sealed record TrainingResult(TrainingEnd End, int Steps, TrainingHistory History, int? BestStep, double? BestValidation);
