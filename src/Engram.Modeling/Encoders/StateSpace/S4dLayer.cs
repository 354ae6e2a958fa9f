using Engram.Modeling.Configuration;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Engram.Modeling.Encoders;

/// <summary>
/// Diagonal state space (S4D-Lin, Gu et al. 2022), one for each feature, real arithmetic throughout. State <c>x' = Ax + u</c> with
/// <c>Aₙ = -1/2 + iπn</c> at the start, held over steps of Δ (zero-order hold), read as <c>y = 2 Re(Cx) + Du</c>. Over a whole sequence it is
/// a convolution with <c>K[l] = 2 Re Σₙ Cₙ (e^{ΔAₙ} - 1)/Aₙ · e^{lΔAₙ}</c>, done by FFT; step by step it is a recurrence.
/// </summary>
public sealed class S4dLayer : nn.Module<Tensor, Tensor>
{
    private readonly Parameter log_step;
    private readonly Parameter log_decay;
    private readonly Parameter frequency;
    private readonly Parameter output;
    private readonly Parameter? backward_output;
    private readonly Parameter skip;

    /// <summary>A layer with fresh weights from torch's shared generator.</summary>
    /// <param name="width">Features of a token.</param>
    /// <param name="states">Complex states of a feature, N.</param>
    /// <param name="bidirectional">Whether a second kernel reads from the end.</param>
    /// <param name="shortestStep">Least first Δ.</param>
    /// <param name="longestStep">Largest first Δ; between them it is drawn log-uniformly.</param>
    public S4dLayer(int width, int states, bool bidirectional = false, double shortestStep = 1e-3, double longestStep = 0.1)
        : base(nameof(S4dLayer))
    {
        Require.AtLeast(width, 1);
        Require.AtLeast(states, 1);
        Require.That(shortestStep > 0 && shortestStep <= longestStep, $"in (0, {longestStep}]", shortestStep, nameof(shortestStep));
        Width = width;
        log_step = nn.Parameter((rand(width) * Math.Log(longestStep / shortestStep)) + Math.Log(shortestStep));
        log_decay = nn.Parameter(full([width, states], Math.Log(0.5), dtype: ScalarType.Float32));
        frequency = nn.Parameter((arange(states, dtype: ScalarType.Float32) * Math.PI).repeat(width, 1));
        output = nn.Parameter(randn(width, states, 2) * Math.Sqrt(0.5));
        backward_output = bidirectional ? nn.Parameter(randn(width, states, 2) * Math.Sqrt(0.5)) : null;
        skip = nn.Parameter(randn(width));
        RegisterComponents();
    }

    /// <summary>Features of a token.</summary>
    public int Width { get; }

    /// <summary>Filters a whole sequence, [batch, token, feature] to the same shape.</summary>
    /// <param name="tokens">The sequence.</param>
    /// <exception cref="ArgumentException">The shape is wrong, or the batch is empty.</exception>
    public override Tensor forward(Tensor tokens)
    {
        Expect.Shape(tokens, nameof(S4dLayer), "batch, token, feature", -1, -1, Width);
        var u = tokens.transpose(1, 2);
        var y = Convolve(u, Kernel(u.shape[2], output));
        if (backward_output is not null)
            y = y + Convolve(u.flip(-1), Kernel(u.shape[2], backward_output)).flip(-1);
        return (y + (u * skip.unsqueeze(-1))).transpose(1, 2);
    }

    /// <summary>The forward kernel K, [feature, lag].</summary>
    /// <param name="length">Number of lags.</param>
    public Tensor Kernel(long length) => Kernel(length, output);

    /// <summary>The state before the first token, [batch, feature, state, real and imaginary part].</summary>
    /// <param name="batch">Samples.</param>
    public Tensor InitialState(long batch) => zeros([batch, Width, frequency.shape[1], 2], dtype: skip.dtype, device: skip.device);

    /// <summary>Takes one token, as a stream does: <c>x ← e^{ΔA} x + u</c>. Forward direction only.</summary>
    /// <param name="state">The state; see <see cref="InitialState"/>.</param>
    /// <param name="token">[batch, feature].</param>
    /// <returns>The output [batch, feature] and the next state.</returns>
    /// <exception cref="InvalidOperationException">The layer also reads from the end.</exception>
    public (Tensor Output, Tensor State) Step(Tensor state, Tensor token)
    {
        if (backward_output is not null)
            throw new InvalidOperationException($"{nameof(S4dLayer)}: a bidirectional layer needs the whole sequence; it has no step.");
        var (a, b) = Discrete();
        var (growthReal, growthImaginary) = (a.exp() * b.cos(), a.exp() * b.sin());
        var (re, im) = (state.select(-1, 0), state.select(-1, 1));
        var nextReal = (growthReal * re) - (growthImaginary * im) + token.unsqueeze(-1);
        var nextImaginary = (growthReal * im) + (growthImaginary * re);
        var (gainReal, gainImaginary) = Gain(output);
        var y = 2 * ((gainReal * nextReal) - (gainImaginary * nextImaginary)).sum(-1);
        return (y + (token * skip), stack([nextReal, nextImaginary], -1));
    }

    // ΔA = a + ib.
    private (Tensor A, Tensor B) Discrete()
    {
        var step = log_step.exp().unsqueeze(-1);
        return (-log_decay.exp() * step, frequency * step);
    }

    // C (e^{ΔA} - 1) / A: the output with the zero-order hold's input gain in it.
    private (Tensor Real, Tensor Imaginary) Gain(Tensor c)
    {
        var (a, b) = Discrete();
        var (p, q) = (-log_decay.exp(), frequency);
        var (zr, zi) = ((a.exp() * b.cos()) - 1, a.exp() * b.sin());
        var size = p.square() + q.square();
        var (br, bi) = (((zr * p) + (zi * q)) / size, ((zi * p) - (zr * q)) / size);
        var (cr, ci) = (c.select(-1, 0), c.select(-1, 1));
        return ((cr * br) - (ci * bi), (cr * bi) + (ci * br));
    }

    private Tensor Kernel(long length, Tensor c)
    {
        var (a, b) = Discrete();
        var lag = arange(length, dtype: skip.dtype, device: skip.device);
        var size = (a.unsqueeze(-1) * lag).exp();
        var angle = b.unsqueeze(-1) * lag;
        var (re, im) = Gain(c);
        return 2 * ((re.unsqueeze(-1) * size * angle.cos()) - (im.unsqueeze(-1) * size * angle.sin())).sum(1);
    }

    // Twice the length, so that the end does not wrap into the start.
    private static Tensor Convolve(Tensor signal, Tensor kernel)
    {
        var length = signal.shape[^1];
        return fft.irfft(fft.rfft(signal, 2 * length) * fft.rfft(kernel, 2 * length), 2 * length).narrow(-1, 0, length);
    }
}
