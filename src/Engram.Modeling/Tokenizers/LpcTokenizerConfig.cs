using Engram.Modeling.Configuration;

namespace Engram.Modeling.Tokenizers;

/// <summary>Settings of <see cref="LpcTokenizer"/>. LiPCoT has order 16, windows of 5 s, 64 codes, 10 starts, coefficients and warp 0.2.</summary>
public sealed record LpcTokenizerConfig : IConfig
{
    /// <summary>p, even.</summary>
    public required int Order { get; init; }

    /// <summary>Codes by k-means; 0 for continuous tokens.</summary>
    public int Codes { get; init; }

    /// <summary>Length of a window (s); 0 for the length of the signals it is fitted to, or encodes where it was not fitted.</summary>
    public double Window { get; init; }

    /// <summary>Features.</summary>
    public LpcFeatures Features { get; init; } = LpcFeatures.Cepstrum;

    /// <summary>Burg's method, instead of the autocorrelation and Levinson's and Durbin's recursion. Only without warping.</summary>
    public bool Burg { get; init; }

    /// <summary>λ, the all-pass that stands for a delay, in (-1, 1): above 0 low frequencies are resolved better; 0 for none.</summary>
    public double Warp { get; init; }

    /// <summary>Starts of k-means.</summary>
    public int Starts { get; init; } = 10;

    /// <summary>Seed of k-means and of decoded noise.</summary>
    public long Seed { get; init; }

    /// <inheritdoc/>
    public void Validate()
    {
        Require.MultipleOf(Order, 2);
        Require.AtLeast(Codes, 0);
        Require.That(Window >= 0 && double.IsFinite(Window), "at least 0 s", Window, nameof(Window));
        Require.That(Math.Abs(Warp) < 1, "in (-1, 1)", Warp, nameof(Warp));
        Require.That(!Burg || Warp == 0, "false with warping", Burg, nameof(Burg));
        Require.AtLeast(Starts, 1);
    }
}
