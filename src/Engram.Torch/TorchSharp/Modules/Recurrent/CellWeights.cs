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

    /// <summary>One step of a cell whose state is one tensor; without a state it starts from zeros.</summary>
    internal torch.Tensor Step(Operator op, torch.Tensor input, torch.Tensor? state)
    {
        using var scope = torch.NewDisposeScope();
        var batched = input.dim() == 2;
        var x = batched ? input : input.unsqueeze(0);
        var h = state is null ? torch.zeros([x.size(0), HiddenWeight.size(1)], x.dtype, x.device) : batched ? state : state.unsqueeze(0);
        var call = new OperatorCall(op, stackalloc NativeValue[6]);
        call.Add(x);
        call.Add(h);
        call.Add(InputWeight);
        call.Add(HiddenWeight);
        call.Add(InputBias);
        call.Add(HiddenBias);
        var next = call.Invoke();
        GC.KeepAlive(x);
        GC.KeepAlive(h);
        GC.KeepAlive(InputWeight);
        GC.KeepAlive(HiddenWeight);
        GC.KeepAlive(InputBias);
        GC.KeepAlive(HiddenBias);
        return (batched ? next : next.squeeze(0)).MoveToOuterDisposeScope();
    }

    internal static void Check(string name, torch.Tensor input, long inputSize)
    {
        if (input.dim() is not (1 or 2) || input.size(-1) != inputSize)
            throw new ArgumentException($"{name}: expected an input of shape [batch, {inputSize}] or [{inputSize}], got [{string.Join(", ", input.shape)}].", nameof(input));
    }
}
