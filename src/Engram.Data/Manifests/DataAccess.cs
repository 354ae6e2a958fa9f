namespace Engram.Data;

/// <summary>Who may have the data.</summary>
public enum DataAccess
{
    /// <summary>Anyone, without asking.</summary>
    Open,

    /// <summary>Anyone who signs up or asks.</summary>
    Registration,

    /// <summary>Who signs an agreement and is admitted.</summary>
    Gated,
}
