namespace Engram.Modeling.Training;

/// <summary>One row of a training's history.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Steps">Number of steps of the training.</param>
/// <param name="Loss">The total loss before this step's update.</param>
/// <param name="Terms">Unweighted parts of the loss, and what was watched, by name.</param>
/// <param name="LearningRate">Rate of the optimiser's first group.</param>
/// <param name="GradientNorm">Euclidean norm of all gradients before clipping.</param>
/// <param name="Validation">The validation loss after this step, where it was measured.</param>
public sealed record TrainingStep(int Step, int Steps, double Loss, IReadOnlyDictionary<string, double> Terms, double LearningRate, double GradientNorm, double? Validation);
