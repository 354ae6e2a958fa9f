namespace Engram.Signals.Formats;

/// <summary>The codes of WFDB annotations and the mnemonics that the WFDB library prints for them.</summary>
internal static class WfdbAnnotationCodes
{
    public const int Note = 22;
    public const int Skip = 59;
    public const int Number = 60;
    public const int Subtype = 61;
    public const int Channel = 62;
    public const int Auxiliary = 63;

    // Blank where a code is not in use.
    private static readonly string[] Mnemonics =
    [
        "", "N", "L", "R", "a", "V", "F", "J", "A", "S", "E", "j", "/", "Q", "~", "", "|", "", "s", "T", "*", "D", "\"", "=", "p", "B", "^", "t", "+", "u",
        "?", "!", "[", "]", "e", "n", "@", "x", "f", "(", ")", "r",
    ];

    public static string TextOf(int code) => code < Mnemonics.Length && Mnemonics[code].Length > 0 ? Mnemonics[code] : $"[{code}]";

    /// <summary>The code and the auxiliary text that read back as a given text.</summary>
    public static (int Code, string Auxiliary) CodeOf(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var head = space < 0 ? text : text[..space];
        var code = Array.IndexOf(Mnemonics, head);
        return code > 0 && (code != Note || space < 0) ? (code, space < 0 ? "" : text[(space + 1)..]) : (Note, text);
    }
}
