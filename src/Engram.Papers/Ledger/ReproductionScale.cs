namespace Engram.Papers.Ledger;

/// <summary>How large an experiment is.</summary>
public enum ReproductionScale
{
    /// <summary>Minutes on two cores; what notebook and ledger show.</summary>
    Quick,

    /// <summary>As near to the paper's sizes as the data allow; hours.</summary>
    Full,
}
