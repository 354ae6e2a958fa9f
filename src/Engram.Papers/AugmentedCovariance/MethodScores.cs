using Engram.Signals.Embedding;

namespace Engram.Papers.AugmentedCovariance;

/// <summary>Areas under the curve of one comparison on one set of trials, each over all outer test trials.</summary>
/// <param name="ScmMdm">Plain covariance, minimum distance to mean.</param>
/// <param name="ScmSvm">Plain covariance, tangent space and support vector machine.</param>
/// <param name="AcmMdm">Augmented covariance, minimum distance to mean.</param>
/// <param name="AcmSvm">Augmented covariance, tangent space and support vector machine.</param>
/// <param name="RandomSvm">Augmented covariance at a random order and lag.</param>
/// <param name="ShuffledSvm">Augmented covariance with shuffled training labels.</param>
/// <param name="Chosen">Order and lag of each outer fold.</param>
public sealed record MethodScores(double ScmMdm, double ScmSvm, double AcmMdm, double AcmSvm, double RandomSvm, double ShuffledSvm, IReadOnlyList<DelayEmbedding> Chosen);
