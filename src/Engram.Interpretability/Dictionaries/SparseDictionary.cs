using Engram.Interpretability.Dictionaries.Kernels;
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
    private const int KernelWidth = 1024;

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
    public Tensor Encode(Tensor input) => Config.ActiveFeatures == 0 ? Rectified(input) : Activate(input).ToDense(Config.Width);

    /// <summary>
    /// The k largest activations and their features. Wide dictionaries (from 1,024 features, float32, on the CPU) use kernels that never
    /// hold the other activations; the results are those of the dense way up to rounding.
    /// </summary>
    /// <param name="input">[batch, input].</param>
    /// <exception cref="InvalidOperationException"><see cref="SparseDictionaryConfig.ActiveFeatures"/> is 0.</exception>
    public ActiveFeatures Activate(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (Config.ActiveFeatures == 0)
            throw new InvalidOperationException($"Expected a dictionary with a fixed number of active features, got one with ActiveFeatures = 0. Use Encode, or set {nameof(SparseDictionaryConfig.ActiveFeatures)}.");
        if (HasKernel(input))
        {
            var found = SparseEncoding.apply(input - inputBias, encoder, encoderBias, Config.ActiveFeatures);
            return new(found[1], found[0]);
        }

        var (values, indices) = Rectified(input).topk(Config.ActiveFeatures, -1);
        return new(indices, values);
    }

    /// <summary>z W_dec + b_out, [batch, output].</summary>
    /// <param name="codes">[batch, feature].</param>
    public Tensor Decode(Tensor codes) => matmul(codes, decoder) + outputBias;

    /// <summary>z W_dec + b_out, [batch, output], from the active features alone.</summary>
    /// <param name="active">Features and activations.</param>
    public Tensor Decode(ActiveFeatures active)
    {
        ArgumentNullException.ThrowIfNull(active);
        return HasKernel(active.Values) ? SparseDecoding.apply(active.Values, active.Indices, decoder) + outputBias : Decode(active.ToDense(Config.Width));
    }

    /// <inheritdoc/>
    public override (Tensor Output, Tensor Codes) forward(Tensor input)
    {
        if (HasKernel(input))
        {
            var active = Activate(input);
            return (Decode(active), active.ToDense(Config.Width));
        }

        var codes = Encode(input);
        return (Decode(codes), codes);
    }

    /// <summary>Gives every decoder row norm 1.</summary>
    public void NormaliseDecoder() => UnitNormConstraint.Normalise(decoder);

    /// <summary>Removes the part of the decoder's gradient that lies along each row, since the norm is fixed.</summary>
    public void ProjectDecoderGradient() => UnitNormConstraint.ProjectGradient(decoder);

    // below this width the dense products are as fast
    internal bool HasKernel(Tensor rows) => Config.ActiveFeatures > 0 && Config.Width >= KernelWidth && rows.dim() == 2 && rows.shape[0] > 0
        && Fits(rows) && Fits(encoder) && Fits(decoder);

    private static bool Fits(Tensor tensor) => tensor.dtype == float32 && tensor.device_type == DeviceType.CPU && tensor.numel() < int.MaxValue / sizeof(float);

    private Tensor Rectified(Tensor input) => nn.functional.relu(matmul(input - inputBias, encoder) + encoderBias);
}
