namespace TorchSharp.Modules;

/// <summary>The weights of one recurrent step, each drawn from ±1/√hidden.</summary>
internal readonly record struct CellWeights(Parameter InputWeight, Parameter HiddenWeight, Parameter? InputBias, Parameter? HiddenBias)
{
    internal static CellWeights Draw(long inputSize, long hiddenSize, long gates, bool bias, torch.Device? device, torch.ScalarType? dtype)
    {
        var bound = 1 / Math.Sqrt(hiddenSize);
        return new(Make(gates * hiddenSize, inputSize), Make(gates * hiddenSize, hiddenSize), bias ? Make(gates * hiddenSize) : null, bias ? Make(gates * hiddenSize) : null);

        Parameter Make(params long[] shape) => new(torch.empty(shape, dtype, device).uniform_(-bound, bound));
    }

    internal static void Check(string name, torch.Tensor input, long inputSize)
    {
        if (input.dim() is not (1 or 2) || input.size(-1) != inputSize)
            throw new ArgumentException($"{name}: expected an input of shape [batch, {inputSize}] or [{inputSize}], got [{string.Join(", ", input.shape)}].", nameof(input));
    }
}
