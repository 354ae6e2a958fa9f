using Engram.Modeling.Training;
using Engram.Modeling.Tokenizers;
using Engram.Probes.Metrics;
using Engram.Signals.Randomness;
using Engram.Signals.Simulation;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>Codes of windows whose true state is known.</summary>
public static class StateTokens
{
    private const int WindowsOfAState = 30;
    private const int TruthOrder = 4;

    /// <summary>A tokenizer of whole windows, still to be fitted.</summary>
    /// <param name="kind">What it clusters by.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="samples">Samples of a window.</param>
    /// <param name="order">Order of the predictor.</param>
    public static ITokenizer Tokenizer(TokenKind kind, LipcotConfig config, int samples, int order)
    {
        ArgumentNullException.ThrowIfNull(config);
        ClusteredTokenizer Clustered(ITokenizer inner, int width) => new(inner, new() { Codes = config.Codes, Width = width, Starts = config.Starts });
        LpcTokenizer Predicted(LpcFeatures features, double warp = 0) =>
            new(new() { Order = order, Codes = config.Codes, Features = features, Burg = warp == 0, Warp = warp, Starts = config.Starts });
        var bands = Enumerable.Range(1, 22).Select(i => new FrequencyBand($"{2 * i} Hz", (2 * i) - 1, (2 * i) + 1)).ToArray();
        return kind switch
        {
            TokenKind.Coefficients => Predicted(LpcFeatures.Coefficients),
            TokenKind.Warped => Predicted(LpcFeatures.Coefficients, LipcotConfig.PublishedTokenizer.Warp),
            TokenKind.Cepstrum => Predicted(LpcFeatures.Cepstrum),
            TokenKind.Poles => Predicted(LpcFeatures.Poles),
            TokenKind.LogSpectrum => Clustered(new BandPowerTokenizer(new() { Window = samples, Step = samples, Segment = samples / 2, Bands = bands }), bands.Length),
            _ => Clustered(new PatchTokenizer(new() { Window = samples, Step = samples }), samples),
        };
    }

    /// <summary>Codes of every segment and electrode by a tokenizer that is fitted on training segments alone.</summary>
    /// <param name="kind">What it clusters by.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="signals">All segments.</param>
    /// <param name="training">Those to fit on.</param>
    /// <returns>[segment, electrode].</returns>
    public static Tensor Codes(TokenKind kind, LipcotConfig config, SignalBatch signals, ReadOnlySpan<int> training)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(signals);
        var tokenizer = Tokenizer(kind, config, signals.Length, config.Order);
        tokenizer.Fit(new(signals.Samples.index_select(0, BatchOrder.Rows(training)), signals.SamplingRate));
        return tokenizer.Encode(signals).Codes!;
    }

    /// <summary>Adjusted Rand index of codes against true states over some segments.</summary>
    /// <param name="codes">[segment, electrode].</param>
    /// <param name="states">[segment][electrode].</param>
    /// <param name="segments">Segments that count.</param>
    public static double Agreement(Tensor codes, int[][] states, IReadOnlyList<int> segments)
    {
        ArgumentNullException.ThrowIfNull(codes);
        var rows = codes.data<long>().ToArray().Chunk((int)codes.shape[1]).ToArray();
        return ClusterAgreement.Of([.. segments.SelectMany(s => rows[s].Select(c => (int)c))], [.. segments.SelectMany(s => states[s])]).AdjustedRand;
    }

    /// <summary>
    /// How many windows at another sampling rate get the code that most windows of their state have at the rate of the fit, and how many fresh windows at
    /// that rate itself. The order is the truth's.
    /// </summary>
    /// <param name="kind">What is clustered by.</param>
    /// <param name="config">Sizes.</param>
    /// <param name="library">The states.</param>
    /// <param name="rate">The other sampling rate (Hz).</param>
    /// <param name="random">Source of the windows.</param>
    public static (double Same, double Other) Kept(TokenKind kind, LipcotConfig config, IReadOnlyList<ResonantState> library, double rate, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(library);
        var first = config.Simulation.SamplingRate;
        var training = Windows(first);
        var tokenizer = Tokenizer(kind, config, training.Length, TruthOrder).Fit(training);
        var codes = Coded(training);
        var usual = Enumerable.Range(0, library.Count).Select(s => codes.Skip(s * WindowsOfAState).Take(WindowsOfAState).CountBy(c => c).MaxBy(c => c.Value).Key).ToArray();
        double Share(SignalBatch windows) => Coded(windows).Select((c, i) => c == usual[i / WindowsOfAState] ? 1.0 : 0).Average();
        return (Share(Windows(first)), Share(Windows(rate)));

        long[] Coded(SignalBatch windows) => tokenizer.Encode(windows).Codes!.data<long>().ToArray();

        SignalBatch Windows(double samplingRate)
        {
            var count = (int)Math.Round(config.Simulation.Duration * samplingRate);
            var drawn = library.SelectMany(s => Enumerable.Range(0, WindowsOfAState).SelectMany(_ => s.Draw(count, samplingRate, random))).Select(v => (float)v).ToArray();
            return new(tensor(drawn).reshape(-1, 1, count), samplingRate);
        }
    }
}
