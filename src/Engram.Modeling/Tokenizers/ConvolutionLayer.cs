namespace Engram.Modeling.Tokenizers;

/// <summary>One convolution of a stem.</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="Kernel">Samples of the kernel, at least the stride.</param>
/// <param name="Stride">Samples from one output to the next.</param>
public sealed record ConvolutionLayer(int Filters, int Kernel, int Stride);
