using Engram.Signals.Randomness;

namespace Engram.Signals.Simulation;

/// <summary>A disturbance of scalp recordings whose place and time are known.</summary>
public interface IArtifact
{
    /// <summary>Adds the disturbance to samples.</summary>
    /// <param name="samples">[channel][time] (V); changed in place.</param>
    /// <param name="positions">[channel][x, y, z] (m): x right, y front, z up.</param>
    /// <param name="samplingRate">Hz.</param>
    /// <param name="random">Source of times and sizes.</param>
    /// <returns>When it was added.</returns>
    Annotations AddTo(double[][] samples, double[][] positions, double samplingRate, SeededRandom random);
}
