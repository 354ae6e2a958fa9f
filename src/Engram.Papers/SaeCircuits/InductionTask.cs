using Engram.Interpretability.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.SaeCircuits;

/// <summary>
/// Sequences that repeat a random segment until they are full. The segment's length differs from sequence to sequence: were it
/// always the same, one head that looks back by that much would do, and there would be no circuit to find.
/// </summary>
public static class InductionTask
{
    /// <summary>Tokens.</summary>
    public const long Vocabulary = 32;

    /// <summary>Length of a sequence.</summary>
    public const long Length = 32;

    private const long ShortestSegment = 8;
    private const long LongestSegment = 16;

    /// <summary>Sequences that repeat themselves, [batch, time], and which tokens a look-back could have told, [batch, time] of 0 and 1.</summary>
    /// <param name="batch">Sequences.</param>
    /// <param name="generator">Source of randomness.</param>
    public static (Tensor Tokens, Tensor IsRepeat) Repeated(long batch, Generator generator)
    {
        using var scope = NewDisposeScope();
        var periods = randint(ShortestSegment, LongestSegment + 1, [batch, 1], generator: generator);
        var time = arange(Length).unsqueeze(0);
        var tokens = rand([batch, Vocabulary], generator: generator).argsort(-1).gather(1, time.remainder(periods));
        return (tokens.MoveToOuterDisposeScope(), time.ge(periods).to_type(float32).MoveToOuterDisposeScope());
    }

    /// <summary>The least change that takes the repetition away: the same tokens, those after the first segment in random order.</summary>
    /// <param name="tokens">[batch, time].</param>
    /// <param name="isRepeat">[batch, time].</param>
    /// <param name="generator">Source of randomness.</param>
    public static Tensor Corrupted(Tensor tokens, Tensor isRepeat, Generator generator)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(isRepeat);
        using var scope = NewDisposeScope();
        // sorting keys that are positions in the first segment and random after it shuffles the rest alone
        var keys = (arange(Length).unsqueeze(0) * (1 - isRepeat)) + ((rand([tokens.size(0), Length], generator: generator) + Length) * isRepeat);
        return tokens.gather(1, keys.argsort(-1)).MoveToOuterDisposeScope();
    }

    /// <summary>Cross-entropy (nats) of the tokens that repeat earlier ones.</summary>
    /// <param name="logits">[batch, time, token].</param>
    /// <param name="tokens">[batch, time].</param>
    /// <param name="isRepeat">[batch, time].</param>
    public static Tensor Loss(Tensor logits, Tensor tokens, Tensor isRepeat)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(isRepeat);
        var told = Told(isRepeat);
        var losses = nn.functional.cross_entropy(logits.narrow(1, 0, Length - 1).reshape(-1, Vocabulary), tokens.narrow(1, 1, Length - 1).reshape(-1), reduction: nn.Reduction.None);
        return (losses * told.reshape(-1)).sum() / told.sum();
    }

    /// <summary>
    /// Mean over the same tokens of the average logit less the right one's. Unlike the loss it still moves where one head can stand in
    /// for another and the loss stays near 0.
    /// </summary>
    /// <param name="logits">[batch, time, token].</param>
    /// <param name="tokens">[batch, time].</param>
    /// <param name="isRepeat">[batch, time].</param>
    public static Tensor NegativeMargin(Tensor logits, Tensor tokens, Tensor isRepeat)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(isRepeat);
        var told = Told(isRepeat);
        var before = logits.narrow(1, 0, Length - 1);
        var right = before.gather(2, tokens.narrow(1, 1, Length - 1).unsqueeze(2)).squeeze(2);
        return ((before.mean([2L]) - right) * told).sum() / told.sum();
    }

    // the first repeated token comes after one that has not been seen before: it cannot be told from the past either
    private static Tensor Told(Tensor isRepeat) => isRepeat.narrow(1, 1, Length - 1) * isRepeat.narrow(1, 0, Length - 1);

    /// <summary>Trains a two-layer, four-head, attention-only model on repeated sequences.</summary>
    /// <param name="steps">Steps of Adam.</param>
    /// <param name="batch">Sequences in a step.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="progress">Told each step's loss.</param>
    public static AttentionOnlyTransformer Train(int steps, int batch, long seed, Action<double>? progress = null)
    {
        using var generator = new Generator((ulong)seed);
        var model = SeededModules.Make(seed + 500_000, () => new AttentionOnlyTransformer(new() { Vocabulary = Vocabulary, Length = Length }));
        using var optimizer = optim.Adam(model.parameters(), 3e-3);
        for (var step = 0; step < steps; step++)
        {
            using var scope = NewDisposeScope();
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = 3e-3 * Math.Min(1, Math.Min((step + 1) / 50.0, 4.0 * (steps - step) / steps));
            var (tokens, isRepeat) = Repeated(batch, generator);
            optimizer.zero_grad();
            var loss = Loss(model.call(tokens), tokens, isRepeat);
            loss.backward();
            optimizer.step();
            progress?.Invoke(loss.ToDouble());
        }

        return model;
    }
}
