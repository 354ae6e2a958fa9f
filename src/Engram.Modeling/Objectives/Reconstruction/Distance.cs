namespace Engram.Modeling.Objectives;

/// <summary>How far a prediction is from its target, for each number.</summary>
public enum Distance
{
    /// <summary><c>|p - t|</c>.</summary>
    Absolute,

    /// <summary><c>(p - t)²</c>.</summary>
    Squared,

    /// <summary><c>(p - t)²/2</c> within 1, <c>|p - t| - 1/2</c> beyond (Huber 1964).</summary>
    Huber,
}
