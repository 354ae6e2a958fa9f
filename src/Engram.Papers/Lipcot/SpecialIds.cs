using TorchSharp;
using static TorchSharp.torch;

namespace Engram.Papers.Lipcot;

/// <summary>The ids of a token language: five special ones, then the codes.</summary>
public static class SpecialIds
{
    /// <summary>[CLS], which stands first and becomes the summary.</summary>
    public const int Class = 2;

    /// <summary>[SEP], which stands last.</summary>
    public const int Separator = 3;

    /// <summary>[MASK], which hides a token.</summary>
    public const int Mask = 4;

    /// <summary>Id of code 0; [PAD] and [UNK] are 0 and 1.</summary>
    public const int FirstCode = 5;

    /// <summary>Sentences of codes: [CLS], the codes, [SEP].</summary>
    /// <param name="codes">[segment, electrode], int64 from 0.</param>
    /// <returns>[segment, electrode + 2].</returns>
    public static Tensor Sentences(Tensor codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        using var scope = NewDisposeScope();
        Tensor Column(int id) => full([codes.shape[0], 1], id, int64);
        return cat([Column(Class), codes + FirstCode, Column(Separator)], 1).MoveToOuterDisposeScope();
    }
}
