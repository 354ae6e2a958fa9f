using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>The mirror of a <see cref="ConvolutionalStem"/>: transposed convolutions that give back the stem's input length.</summary>
internal sealed class ConvolutionalDecoder : nn.Module<Tensor, Tensor>
{
    private readonly ConvolutionalStemConfig config;
    private readonly ModuleList<ConvTranspose1d> layers;

    public ConvolutionalDecoder(ConvolutionalStemConfig config)
        : base(nameof(ConvolutionalDecoder))
    {
        this.config = config;
        layers = new([.. config.Layers.Select((l, i) => nn.ConvTranspose1d(l.Filters, i == 0 ? config.Channels : config.Layers[i - 1].Filters, l.Kernel, l.Stride))]);
        RegisterComponents();
    }

    /// <summary>[batch, token, width] → [batch, channel, time].</summary>
    public override Tensor forward(Tensor input)
    {
        input = input.transpose(1, 2);
        for (var i = config.Layers.Count - 1; i >= 0; i--)
        {
            var layer = config.Layers[i];
            var length = input.shape[2] * layer.Stride;
            input = layers[i].call(input).narrow(2, (layer.Kernel - layer.Stride) / 2, length);
            if (i > 0 && config.Activation)
                input = nn.functional.gelu(input);
        }

        return input;
    }
}
