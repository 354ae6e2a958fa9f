namespace Engram.Interpretability.Models;

/// <summary>Sizes of a Llama-style model.</summary>
/// <param name="Dimension">Width of the residual stream.</param>
/// <param name="HiddenSize">Neurons of an MLP.</param>
/// <param name="LayerCount">Layers.</param>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key and value heads.</param>
/// <param name="VocabularySize">Tokens.</param>
/// <param name="ContextLength">Longest sequence.</param>
public sealed record LlamaConfig(int Dimension, int HiddenSize, int LayerCount, int Heads, int KeyValueHeads, int VocabularySize, int ContextLength)
{
    /// <summary>Width of one head.</summary>
    public int HeadSize => Dimension / Heads;
}
