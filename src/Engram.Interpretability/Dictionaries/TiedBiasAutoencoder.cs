using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Interpretability.Dictionaries;

/// <summary>
/// A sparse autoencoder with one bias for both ends: z = ReLU(W_e (h - b) + b_e), ĥ = W_d z + b (O'Neill and Bui 2024). Every feature's
/// encoder row and decoder row have norm 1; they are normalised at each forward pass. (The paper's code normalises the decoder along
/// the other axis; a dictionary's atoms are what should have equal length.)
/// </summary>
public sealed class TiedBiasAutoencoder : nn.Module<Tensor, (Tensor Output, Tensor Codes)>
{
    private readonly Parameter encoder;
    private readonly Parameter encoderBias;
    private readonly Parameter decoder;
    private readonly Parameter bias;

    /// <summary>An autoencoder with N(0, 1) weights of norm 1 and zero biases; seed the generator of torch before.</summary>
    /// <param name="inputSize">Length of h.</param>
    /// <param name="width">Number of features m.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public TiedBiasAutoencoder(long inputSize, long width)
        : base(nameof(TiedBiasAutoencoder))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (InputSize, Width) = (inputSize, width);
        encoder = nn.Parameter(randn(width, inputSize));
        encoderBias = nn.Parameter(zeros(width));
        decoder = nn.Parameter(randn(width, inputSize));
        bias = nn.Parameter(zeros(inputSize));
        RegisterComponents();
        Normalise();
    }

    /// <summary>Length of h.</summary>
    public long InputSize { get; }

    /// <summary>Number of features m.</summary>
    public long Width { get; }

    /// <summary>W_e, [feature, input], rows of norm 1.</summary>
    public Tensor Encoder => encoder;

    /// <summary>b_e, [feature].</summary>
    public Tensor EncoderBias => encoderBias;

    /// <summary>W_dᵀ, [feature, input], rows of norm 1.</summary>
    public Tensor Decoder => decoder;

    /// <summary>b, [input].</summary>
    public Tensor Bias => bias;

    /// <summary>The activations z, [row, feature].</summary>
    /// <param name="input">h, [row, input].</param>
    /// <exception cref="ArgumentException">The last axis is not <see cref="InputSize"/> long.</exception>
    public Tensor Encode(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() < 1 || input.size(-1) != InputSize)
            throw new ArgumentException($"Expected rows of length {InputSize}, got a tensor [{string.Join(", ", input.shape)}]. Give [row, {InputSize}].", nameof(input));
        return nn.functional.relu(matmul(input - bias, encoder.t()) + encoderBias);
    }

    /// <summary>ĥ = W_d z + b, [row, input].</summary>
    /// <param name="codes">z, [row, feature].</param>
    public Tensor Decode(Tensor codes) => matmul(codes, decoder) + bias;

    /// <inheritdoc/>
    public override (Tensor Output, Tensor Codes) forward(Tensor input)
    {
        Normalise();
        var codes = Encode(input);
        return (Decode(codes), codes);
    }

    /// <summary>Trains on all rows at once with Adam: mean (h - ĥ)² + λ mean over rows of ‖z‖₁.</summary>
    /// <param name="rows">h, [row, input].</param>
    /// <param name="l1">λ.</param>
    /// <param name="epochs">Steps.</param>
    /// <param name="learningRate">Of Adam.</param>
    /// <returns>The loss of every step.</returns>
    public IReadOnlyList<double> Train(Tensor rows, double l1, int epochs, double learningRate = 1e-3)
    {
        using var _ = enable_grad();
        using var optimizer = optim.Adam(parameters(), learningRate);
        var losses = new List<double>(epochs);
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var (output, codes) = call(rows);
            var loss = (rows - output).square().mean() + (codes.sum([-1]).mean() * l1); // z ≥ 0, so its sum is its L1 norm
            loss.backward();
            UnitNormConstraint.ProjectGradient(encoder);
            UnitNormConstraint.ProjectGradient(decoder);
            optimizer.step();
            losses.Add(loss.ToDouble());
        }

        Normalise();
        return losses;
    }

    private void Normalise()
    {
        UnitNormConstraint.Normalise(encoder);
        UnitNormConstraint.Normalise(decoder);
    }
}
