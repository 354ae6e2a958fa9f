using Engram.Signals.Formats;

namespace Engram.Signals.Tests;

/// <summary>Valid files for every reader of the registry.</summary>
internal static partial class FormatCases
{
    public static IReadOnlyList<FormatCase> All { get; } =
    [
        FormatCase.Written("EDF", new EdfWriter(EdfVariant.Edf), "a.edf", 3e-8),
        FormatCase.Written("BDF", new EdfWriter(EdfVariant.Bdf), "a.bdf", 1e-10),
        FormatCase.Written("WFDB", new WfdbWriter(), "a.hea", 3e-8) with { KeepsDurations = false },
        .. WfdbPackings(),
    ];

    public static TheoryData<string> Names => [.. All.Select(c => c.ToString())];

    public static TheoryData<string> RecordingNames => [.. All.Where(c => c.Format is IFormatReader<Recording>).Select(c => c.ToString())];

    public static TheoryData<string> WrittenNames => [.. All.Where(c => c.Writer is not null).Select(c => c.ToString())];

    public static FormatCase Named(string name) => All.Single(c => c.ToString() == name);
}
