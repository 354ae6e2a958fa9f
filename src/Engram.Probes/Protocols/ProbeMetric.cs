namespace Engram.Probes.Protocols;

/// <summary>What a protocol measures; larger is better for all.</summary>
public enum ProbeMetric
{
    /// <summary>Mean recall of the classes.</summary>
    BalancedAccuracy,

    /// <summary>Share of samples that are right.</summary>
    Accuracy,

    /// <summary>Agreement beyond chance.</summary>
    CohenKappa,

    /// <summary>Mean F1 of the classes.</summary>
    MacroF1,
}
