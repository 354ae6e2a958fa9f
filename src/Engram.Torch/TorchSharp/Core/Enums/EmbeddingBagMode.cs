namespace TorchSharp;

public enum EmbeddingBagMode
{
    Sum = 0,
    Mean = 1,
    Max = 2,
}
