namespace Engram.Modeling.Encoders;

/// <summary>How queries meet keys and values.</summary>
public enum AttentionKind
{
    /// <summary><c>softmax(QKᵀ / √d) V</c>: every query weighs every token, in O(n²).</summary>
    Softmax,

    /// <summary>
    /// <c>softmax_d(Q) / √d · (softmax_n(K)ᵀ V)</c> (Shen et al. 2021, efficient attention): queries are normalised over features, keys over tokens, and keys meet
    /// values first, in O(n).
    /// </summary>
    Linear,
}
