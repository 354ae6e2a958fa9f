namespace TorchSharp;

/// <summary>What a <see cref="NativeValue"/> holds; the order of <c>Tag</c> in native/engram_torch.cpp.</summary>
internal enum NativeTag
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    String,
    Device,
    Generator,
    IntList,
    DoubleList,
    BoolList,
    TensorList,
    OptionalTensorList,
    Complex,
}
