using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Tokenizers;

/// <summary>
/// Strided convolutions that make tokens of a signal, y = W_L * g(… g(W_1 * x)), padded with zeros so that T samples give exactly T / ∏ stride
/// tokens. One layer with kernel = stride is the patch embedding of ViT and ECG-JEPA.
/// </summary>
public sealed class ConvolutionalStem : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<Conv1d> layers;

    /// <summary>A stem with random weights; seed torch's generator before.</summary>
    /// <param name="config">Settings.</param>
    /// <exception cref="Configuration.ConfigException">A setting is out of its range.</exception>
    public ConvolutionalStem(ConvolutionalStemConfig config)
        : base(nameof(ConvolutionalStem))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        Config = config;
        layers = new([.. config.Layers.Select((l, i) => nn.Conv1d(i == 0 ? config.Channels : config.Layers[i - 1].Filters, l.Filters, l.Kernel, l.Stride))]);
        RegisterComponents();
    }

    /// <summary>Settings.</summary>
    public ConvolutionalStemConfig Config { get; }

    /// <summary>Tokens of signals.</summary>
    /// <param name="input">[batch, channel, time], time a multiple of the stem's stride.</param>
    /// <returns>[batch, token, width].</returns>
    public override Tensor forward(Tensor input)
    {
        InputCheck.Shape(input, nameof(input), ("batch", -1), ("channel", Config.Channels), ("time", -1));
        if (input.shape[2] % Config.Stride != 0)
            throw new ArgumentException($"Expected a multiple of {Config.Stride} samples, got {input.shape[2]}. Crop or pad the signals.", nameof(input));
        foreach (var (i, layer) in Config.Layers.Index())
        {
            if (i > 0 && Config.Activation)
                input = nn.functional.gelu(input);
            var padding = layer.Kernel - layer.Stride;
            input = layers[i].call(nn.functional.pad(input, [padding / 2, padding - (padding / 2)]));
        }

        return input.transpose(1, 2);
    }
}
