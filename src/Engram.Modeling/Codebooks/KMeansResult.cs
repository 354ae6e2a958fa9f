using static TorchSharp.torch;

namespace Engram.Modeling.Codebooks;

/// <summary>What k-means found.</summary>
/// <param name="Centres">[K, D].</param>
/// <param name="Codes">The centre of each vector, [n], int64.</param>
/// <param name="Inertia">Σ ‖x - c‖² over the vectors and their centres.</param>
/// <param name="Iterations">Rounds that moved the centres.</param>
public sealed record KMeansResult(Tensor Centres, Tensor Codes, double Inertia, int Iterations);
