using Engram.Papers.Ledger;
using Engram.Probes.Metrics;

namespace Engram.Papers.Lipcot;

/// <summary>What both parts of the experiment gave.</summary>
/// <param name="States">1, one for each set of simulated segments.</param>
/// <param name="Patients">2, one for each training, where the sentences are there.</param>
/// <param name="BagOfPatients">Accuracy of naive Bayes on the sentences' token counts.</param>
public sealed record LipcotResults(StateResult[] States, PdTokenResult[]? Patients, double? BagOfPatients)
{
    private const string Accuracy = "accuracy on test subjects";
    private const string Sentences = "real: lipcot-pd-tokens";
    private const string Simulated = "simulated: states along electrodes";
    private const string Rand = "adjusted Rand index against the true states";
    private const string ByMuch = "the interval of the difference by set lies above 0.2";
    private const string AboveZero = "the interval of the difference by set lies above 0";

    /// <summary>A measure over repetitions.</summary>
    /// <typeparam name="T">Result of one repetition.</typeparam>
    /// <param name="runs">Repetitions.</param>
    /// <param name="of">The measure.</param>
    public static Estimate Over<T>(IEnumerable<T> runs, Func<T, double> of) => Estimate.Of([.. runs.Select(of)]);

    /// <summary>All measures.</summary>
    public IReadOnlyDictionary<string, Estimate> Metrics()
    {
        var metrics = new Dictionary<string, Estimate>();
        foreach (var kind in Enum.GetValues<TokenKind>())
            metrics[$"1 adjusted Rand index: {kind}"] = Over(States, r => r.Agreement[kind]);
        (string Name, Func<StateResult, double> Of)[] states =
        [
            ("codes kept at twice the rate: poles", r => r.PolesKept), ("codes kept at twice the rate: coefficients", r => r.CoefficientsKept),
            ("codes kept at the same rate: poles", r => r.PolesSame), ("codes kept at the same rate: coefficients", r => r.CoefficientsSame),
            ("accuracy: BERT, pretrained", r => r.Pretrained), ("accuracy: BERT, from scratch", r => r.Scratch), ("accuracy: BERT, pretrained, shuffled labels", r => r.Shuffled),
            ("accuracy: bag of tokens", r => r.Bag), ("accuracy: five nearest neighbours by counts", r => r.Neighbours), ("accuracy: EEGNet", r => r.Network), ("accuracy: pairs of true states", r => r.Truth),
            ("accuracy: bag of tokens, all labels, folds of subjects", r => r.BagBySubject), ("accuracy: bag of tokens, all labels, folds of segments", r => r.BagBySegment),
            ("perplexity of hidden tokens", r => r.Perplexity),
        ];
        foreach (var (name, of) in states)
            metrics["1 " + name] = Over(States, of);
        if (Patients is null)
            return metrics;
        foreach (var (name, scores) in new (string, Func<PdTokenResult, double[]>)[] { ("pretrained", r => r.Pretrained), ("from scratch", r => r.Scratch), ("pretrained, shuffled labels", r => r.Shuffled) })
        {
            metrics[$"2 accuracy: {name}"] = Over(Patients, r => PdTokenResult.Accuracy(scores(r), r.Labels));
            metrics[$"2 area under the ROC curve: {name}"] = Over(Patients, r => RocAuc.Of(scores(r), r.Labels));
        }

        metrics["2 accuracy: bag of tokens"] = Estimate.Of([BagOfPatients!.Value]);
        metrics["2 perplexity of hidden tokens"] = Over(Patients, r => r.Perplexity);
        metrics["2 perplexity before pretraining"] = Over(Patients, r => r.UntrainedPerplexity);
        metrics["2 hidden token not among the five most probable"] = Over(Patients, r => r.TopFiveError);
        return metrics;
    }

    /// <summary>The claims of the paper, as far as these data can test them.</summary>
    public IReadOnlyList<Claim> Claims()
    {
        Estimate Agreement(TokenKind kind) => Over(States, r => r.Agreement[kind]);
        Estimate OverWaveform(TokenKind kind) => Over(States, r => r.Agreement[kind] - r.Agreement[TokenKind.Waveform]);
        var (pretrained, scratch, bag, network) = (Over(States, r => r.Pretrained), Over(States, r => r.Scratch), Over(States, r => r.Bag), Over(States, r => r.Network));
        var (overScratch, overBag, overNetwork) = (Over(States, r => r.Pretrained - r.Scratch), Over(States, r => r.Pretrained - r.Bag), Over(States, r => r.Pretrained - r.Network));
        var (poles, kept) = (Over(States, r => r.PolesKept), Over(States, r => r.PolesKept - r.CoefficientsKept));
        var (bySegment, bySubject, leak) = (Over(States, r => r.BagBySegment), Over(States, r => r.BagBySubject), Over(States, r => r.BagBySegment - r.BagBySubject));
        return
        [
            Patient(),
            new()
            {
                Statement = "tokens of the predictor's cepstrum tell the states of windows, tokens of the waveform do not", Paper = "offered as a choice of features", Measure = Rand, Data = Simulated,
                Ours = Agreement(TokenKind.Cepstrum), Baseline = Agreement(TokenKind.Waveform), Test = ByMuch, Verdict = Claim.Decide(OverWaveform(TokenKind.Cepstrum).Low > 0.2, OverWaveform(TokenKind.Cepstrum)),
            },
            new()
            {
                Statement = "so do tokens of its coefficients, the choice of the released run", Paper = "tokens are decoded to spectra and shown", Measure = Rand, Data = Simulated,
                Ours = Agreement(TokenKind.Coefficients), Baseline = Agreement(TokenKind.Waveform), Test = ByMuch, Verdict = Claim.Decide(OverWaveform(TokenKind.Coefficients).Low > 0.2, OverWaveform(TokenKind.Coefficients)),
            },
            new()
            {
                Statement = "pretraining helps with few labels", Paper = "accuracy 0.772 against 0.674", Measure = Accuracy, Data = Simulated,
                Ours = pretrained, Baseline = scratch, Test = AboveZero, Verdict = Claim.Decide(overScratch.Low > 0, overScratch),
            },
            new()
            {
                Statement = "the language model reads the order of tokens, which their counts do not hold", Paper = "not tested", Measure = Accuracy, Data = Simulated,
                Ours = pretrained, Baseline = bag, Test = AboveZero, Verdict = Claim.Decide(overBag.Low > 0, overBag),
            },
            new()
            {
                Statement = "tokens and BERT beat a convolutional network on the signals", Paper = "accuracy 0.772 against 0.717 (EEGNet)", Measure = Accuracy, Data = Simulated,
                Ours = pretrained, Baseline = network, Test = AboveZero, Verdict = Claim.Decide(overNetwork.Low > 0, overNetwork),
            },
            new()
            {
                Statement = "tokens of poles keep their meaning at another sampling rate, tokens of coefficients do not", Paper = "stated, not measured", Measure = "share of windows at 256 Hz with their state's code of 128 Hz", Data = Simulated,
                Ours = poles, Baseline = Over(States, r => r.CoefficientsKept), Test = "the interval of the difference by set lies above 0, and poles keep more than half",
                Verdict = Claim.Decide(kept.Low > 0 && poles.Mean > 0.5, kept, poles),
            },
            new()
            {
                Statement = "a split by segment, as in the paper, gives an accuracy that a split by subject does not", Paper = "not tested: each person is in all parts", Measure = "accuracy of the bag of tokens, all labels", Data = Simulated,
                Ours = bySegment, Baseline = bySubject, Test = AboveZero, Verdict = Claim.Decide(leak.Low > 0, leak),
            },
        ];
    }

    private Claim Patient()
    {
        var (pretrained, scratch) = (Patients is null ? null : Over(Patients, r => PdTokenResult.Accuracy(r.Pretrained, r.Labels)), Patients is null ? null : Over(Patients, r => PdTokenResult.Accuracy(r.Scratch, r.Labels)));
        var difference = Patients is null ? null : Over(Patients, r => PdTokenResult.Accuracy(r.Pretrained, r.Labels) - PdTokenResult.Accuracy(r.Scratch, r.Labels));
        return new()
        {
            Statement = "masked pretraining raises the accuracy for Parkinson's disease", Paper = "0.772 against 0.674 (one run, 92 segments)", Measure = "accuracy on the 92 test segments", Data = Patients is null ? "no sentences" : Sentences,
            Ours = pretrained, Baseline = scratch, Test = "the interval of the difference by training lies above 0", Verdict = Claim.Decide(difference?.Low > 0, difference),
        };
    }
}
