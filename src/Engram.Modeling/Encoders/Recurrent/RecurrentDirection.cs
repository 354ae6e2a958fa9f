using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>One layer that reads in one direction: [batch, token, feature] to [batch, token, hidden].</summary>
internal sealed class RecurrentDirection : nn.Module<Tensor, Tensor>
{
    private readonly GRU? gru;
    private readonly LSTM? lstm;

    internal RecurrentDirection(RecurrentCell cell, long width, long hidden)
        : base(nameof(RecurrentDirection))
    {
        if (cell == RecurrentCell.Gru)
            gru = nn.GRU(width, hidden, 1, true, true);
        else
            lstm = nn.LSTM(width, hidden, 1, true, true);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens) => gru is null ? lstm!.call(tokens).Item1 : gru.call(tokens).Item1;
}
