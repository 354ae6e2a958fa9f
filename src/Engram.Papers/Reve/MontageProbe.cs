using Engram.Probes;
using Engram.Probes.Classifiers;
using Engram.Probes.Metrics;
using Engram.Signals.Spatial;
using Engram.Signals.Spectral;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Reve;

/// <summary>Linear probes that are trained through one montage and tested through others.</summary>
public static class MontageProbe
{
    private const int Chunk = 64;
    private static readonly (double Low, double High)[] Bands = [(4, 7), (8, 12), (16, 24)];

    /// <summary>Mean of the encoder's tokens, [trial, D].</summary>
    /// <param name="model">The model, frozen.</param>
    /// <param name="set">Trials.</param>
    public static FeatureMatrix Pooled(ReveModel model, SessionSet set) => Features(model, set, encoding => encoding.Tokens.mean([1L]));

    /// <summary>The vector of the learned query, [trial, D].</summary>
    /// <param name="model">The model, frozen.</param>
    /// <param name="set">Trials.</param>
    public static FeatureMatrix Summary(ReveModel model, SessionSet set) => Features(model, set, encoding => model.Summarise(encoding).Pooled);

    /// <summary>log₁₀ power of theta, alpha and beta at each of some places, taken from the nearest electrode, [trial, place · band].</summary>
    /// <param name="set">Trials.</param>
    /// <param name="places">[place][x, y, z] (m).</param>
    public static FeatureMatrix BandPower(SessionSet set, double[][] places)
    {
        ArgumentNullException.ThrowIfNull(set);
        var map = NearestSensor.Map(set.Sites, places);
        var welch = new WelchSpectrum((int)set.Rate, (int)set.Rate / 2);
        var (trials, channels, samples) = (set.Labels.Length, set.Sites.Length, (int)set.Signals.shape[2]);
        var values = Array.ConvertAll(set.Signals.contiguous().data<float>().ToArray(), v => (double)v);
        return FeatureMatrix.From([.. Enumerable.Range(0, trials).Select(trial =>
        {
            var rows = Enumerable.Range(0, channels).Select(c => values.AsSpan(((trial * channels) + c) * samples, samples).ToArray()).ToArray();
            var spectrum = welch.Estimate(rows, set.Rate);
            var powers = Bands.Select(b => spectrum.BandPower(b.Low, b.High)).ToArray();
            return map.SelectMany(m => powers.Select(p => Math.Log10(p[m.Index]))).ToArray();
        })]);
    }

    /// <summary>Balanced accuracy on each test set of a logistic regression that was trained on another. Features are standardised session by session, without labels: a montage moves the mean of every method's features, and only what is left can carry over.</summary>
    /// <param name="training">Features of the training set.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="tests">Features and labels of the test sets.</param>
    public static double[] Accuracies(FeatureMatrix training, int[] labels, params (FeatureMatrix Features, int[] Labels)[] tests)
    {
        var probe = new LogisticRegression { Threads = 1 }.Fit(StandardScaler.Fit(training).Transform(training), labels);
        return Array.ConvertAll(tests, test =>
        {
            var scores = probe.Scores(StandardScaler.Fit(test.Features).Transform(test.Features));
            var predicted = Enumerable.Range(0, test.Labels.Length).Select(i => probe.Classes[Enumerable.Range(0, scores.Columns).MaxBy(c => scores[i, c])]).ToArray();
            return ConfusionMatrix.Of(test.Labels, predicted).BalancedAccuracy;
        });
    }

    private static FeatureMatrix Features(ReveModel model, SessionSet set, Func<Modeling.Encoders.TokenEncoding, Tensor> pool)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(set);
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var parts = set.Signals.split(Chunk, 0).Select(part => pool(model.Encode(part, set.Positions))).ToArray();
        return cat(parts).ToFeatures();
    }
}
