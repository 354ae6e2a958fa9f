using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries;

/// <summary>
/// A wide, sparse ReLU layer: z(x) = ReLU((x - b_in) W_enc + b_enc), output z W_dec + b_out (Dunefsky, Chlenski and Nanda 2024).
/// Trained from a layer's input to its output it is a transcoder; trained from a vector to itself, a sparse autoencoder. With
/// <see cref="SparseDictionaryConfig.ActiveFeatures"/> only the k largest activations are kept. Rows of W_dec have norm 1.
/// </summary>
public sealed class SparseDictionary : nn.Module<Tensor, (Tensor Output, Tensor Codes)>
{
    private readonly Parameter encoder;
    private readonly Parameter encoderBias;
    private readonly Parameter decoder;
    private readonly Parameter inputBias;
    private readonly Parameter outputBias;

    /// <summary>A dictionary with random weights; seed the generator of torch before.</summary>
    /// <param name="config">Sizes.</param>
    /// <exception cref="ArgumentException">A size is not positive, or more features may be active than there are.</exception>
    public SparseDictionary(SparseDictionaryConfig config)
        : base(nameof(SparseDictionary))
    {
        ArgumentNullException.ThrowIfNull(config);
        if (config.InputSize < 1 || config.OutputSize < 1 || config.Width < 1 || config.ActiveFeatures < 0 || config.ActiveFeatures > config.Width)
            throw new ArgumentException($"Expected positive sizes and at most {config.Width} active features, got {config}.", nameof(config));
        Config = config;
        encoder = nn.Parameter(nn.init.kaiming_uniform_(empty(config.InputSize, config.Width)));
        encoderBias = nn.Parameter(zeros(config.Width));
        decoder = nn.Parameter(nn.init.kaiming_uniform_(empty(config.Width, config.OutputSize)));
        inputBias = nn.Parameter(zeros(config.InputSize));
        outputBias = nn.Parameter(zeros(config.OutputSize));
        RegisterComponents();
        NormaliseDecoder();
    }

    /// <summary>Sizes.</summary>
    public SparseDictionaryConfig Config { get; }

    /// <summary>W_enc, [input, feature].</summary>
    public Tensor Encoder => encoder;

    /// <summary>b_enc, [feature].</summary>
    public Tensor EncoderBias => encoderBias;

    /// <summary>W_dec, [feature, output].</summary>
    public Tensor Decoder => decoder;

    /// <summary>b_in, [input].</summary>
    public Tensor InputBias => inputBias;

    /// <summary>b_out, [output].</summary>
    public Tensor OutputBias => outputBias;

    /// <summary>Starts b_in at the mean input and b_out at the mean target.</summary>
    /// <param name="inputs">[batch, input].</param>
    /// <param name="targets">[batch, output].</param>
    public void InitialiseBiases(Tensor inputs, Tensor targets)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        inputBias.copy_(inputs.mean([0]));
        outputBias.copy_(targets.mean([0]));
    }

    /// <summary>The activations z, [batch, feature].</summary>
    /// <param name="input">[batch, input].</param>
    public Tensor Encode(Tensor input)
    {
        var activations = nn.functional.relu(matmul(input - inputBias, encoder) + encoderBias);
        if (Config.ActiveFeatures == 0)
            return activations;
        var (values, indices) = activations.topk(Config.ActiveFeatures, -1);
        return zeros_like(activations).scatter(-1, indices, values);
    }

    /// <summary>z W_dec + b_out, [batch, output].</summary>
    /// <param name="codes">[batch, feature].</param>
    public Tensor Decode(Tensor codes) => matmul(codes, decoder) + outputBias;

    /// <inheritdoc/>
    public override (Tensor Output, Tensor Codes) forward(Tensor input)
    {
        var codes = Encode(input);
        return (Decode(codes), codes);
    }

    /// <summary>Gives every decoder row norm 1.</summary>
    public void NormaliseDecoder() => UnitNormConstraint.Normalise(decoder);

    /// <summary>Removes the part of the decoder's gradient that lies along each row, since the norm is fixed.</summary>
    public void ProjectDecoderGradient() => UnitNormConstraint.ProjectGradient(decoder);
}
