namespace Engram.Modeling.Training;

/// <summary>Remembers the best validation loss and says when it has not fallen for too long.</summary>
/// <param name="patience">Checks without a fall that are allowed; none for no end.</param>
/// <param name="from">Steps before the patience counts.</param>
public sealed class EarlyStopping(int? patience, int from = 0)
{
    /// <summary>The least loss so far.</summary>
    public double? Best { get; private set; }

    /// <summary>Step of the least loss.</summary>
    public int? BestStep { get; private set; }

    /// <summary>Checks since then that counted.</summary>
    public int Waited { get; private set; }

    /// <summary>Whether the patience is at its end.</summary>
    public bool IsOver => patience is { } p && Waited >= p;

    /// <summary>Takes a validation loss.</summary>
    /// <param name="step">The step it was measured after.</param>
    /// <param name="loss">The loss.</param>
    /// <returns>Whether it is the best so far.</returns>
    public bool Take(int step, double loss)
    {
        if (Best is null || loss < Best)
        {
            (Best, BestStep, Waited) = (loss, step, 0);
            return true;
        }

        if (step >= from)
            Waited++;
        return false;
    }

    /// <summary>Goes back to a saved state.</summary>
    /// <param name="best">The least loss.</param>
    /// <param name="bestStep">Its step.</param>
    /// <param name="waited">Checks since then.</param>
    public void Restore(double? best, int? bestStep, int waited) => (Best, BestStep, Waited) = (best, bestStep, waited);
}
