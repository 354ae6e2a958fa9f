namespace Engram.Papers.Fresh;

/// <summary>How well a candidate fitted a target after all steps.</summary>
/// <param name="Fitted">PSNR on the pixels that it was given (dB).</param>
/// <param name="HeldOut">PSNR on the others (dB).</param>
/// <param name="Similarity">Structural similarity of the whole image.</param>
public sealed record CandidateScore(double Fitted, double HeldOut, double Similarity);
