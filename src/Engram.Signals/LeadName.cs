using System.Diagnostics.CodeAnalysis;

namespace Engram.Signals;

/// <summary>
/// One of the twelve leads of the standard electrocardiogram. Files order them differently (aVL and aVF are swapped between
/// MIMIC-IV-ECG and PTB-XL), so leads are found by this name and never by their index.
/// </summary>
public readonly record struct LeadName
{
    private static readonly string[] Names = ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    private LeadName(int order) => Order = order;

    /// <summary>The twelve leads in the usual order: I, II, III, aVR, aVL, aVF, V1 … V6.</summary>
    public static IReadOnlyList<LeadName> Standard { get; } = [.. Enumerable.Range(0, 12).Select(i => new LeadName(i))];

    /// <summary>The limb leads in anatomical order (Cabrera): aVL, I, -aVR, II, aVF, III; the sign of aVR is the reader's to turn.</summary>
    public static IReadOnlyList<LeadName> Cabrera { get; } = [new(4), new(0), new(3), new(1), new(5), new(2)];

    /// <summary>Place in <see cref="Standard"/>, from 0.</summary>
    public int Order { get; }

    /// <summary>Whether it is one of I, II, III, aVR, aVL, aVF.</summary>
    public bool IsLimb => Order < 6;

    /// <summary>Reads a name; case, the word "lead", spaces, dots, dashes and underscores do not matter (<c>AVF</c>, <c>Lead II</c>, <c>ECG V1</c>).</summary>
    /// <param name="text">Name of a channel.</param>
    /// <param name="lead">The lead.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out LeadName lead)
    {
        lead = default;
        if (text is null)
            return false;
        var letters = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        foreach (var prefix in (ReadOnlySpan<string>)["LEAD", "ECG", "EKG"])
        {
            if (letters.StartsWith(prefix, StringComparison.Ordinal))
                letters = letters[prefix.Length..];
        }

        var index = Array.FindIndex(Names, n => string.Equals(n, letters, StringComparison.OrdinalIgnoreCase));
        lead = new(Math.Max(index, 0));
        return index >= 0;
    }

    /// <summary>Reads a name as <see cref="TryParse"/> does.</summary>
    /// <param name="text">Name of a channel.</param>
    /// <exception cref="FormatException">It is none of the twelve.</exception>
    public static LeadName Parse(string text) =>
        TryParse(text, out var lead) ? lead : throw new FormatException($"'{text}' is none of the twelve leads {string.Join(", ", Names)}.");

    /// <inheritdoc/>
    public override string ToString() => Names[Order];
}
