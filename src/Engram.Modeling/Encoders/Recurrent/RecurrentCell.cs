namespace Engram.Modeling.Encoders;

/// <summary>The cell of a recurrent network.</summary>
public enum RecurrentCell
{
    /// <summary>Gated recurrent unit (Cho et al. 2014).</summary>
    Gru,

    /// <summary>Long short-term memory (Hochreiter and Schmidhuber 1997).</summary>
    Lstm,
}
