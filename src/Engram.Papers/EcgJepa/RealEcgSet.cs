using Engram.Data;
using Engram.Signals;
using Engram.Signals.Filtering;

namespace Engram.Papers.EcgJepa;

/// <summary>
/// Real twelve-lead recordings (PhysioNet/CinC Challenge 2021), one a patient, with three statements from their SNOMED codes. Premature
/// atrial beats are as frequent, but nearly all of them come from one hospital: a probe could tell the hospital instead.
/// </summary>
public static class RealEcgSet
{
    /// <summary>Hz, as the simulated recordings.</summary>
    public const double SamplingRate = 100;

    private const double Seconds = 10;
    private static readonly (string Name, string Code)[] Statements = [("sinus tachycardia", "427084000"), ("sinus rhythm", "426783006"), ("T wave abnormal", "164934002")];

    /// <summary>Names of the statements.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Statements.Select(s => s.Name)];

    /// <summary>Loads all recordings: their first 10 s at 100 Hz, in the order I, II, III, aVR, aVL, aVF, V1-V6.</summary>
    /// <param name="choice">Where the data are.</param>
    /// <exception cref="DataException">The data are not real ones.</exception>
    public static EcgSet Load(DataChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var folder = choice.Folder ?? throw new DataException("Real recordings were asked for, but the data are simulated.");
        List<double[][]> leads = [];
        List<bool[]> labels = [];
        foreach (var header in Directory.EnumerateFiles(folder, "*.hea").Order(StringComparer.Ordinal))
        {
            var recording = Recordings.Load(header).PickLeads(LeadName.Standard);
            leads.Add(recording.Resample(SamplingRate).Read(0, (int)(Seconds * SamplingRate)));
            var codes = recording.Metadata["Dx"].Split(',', StringSplitOptions.TrimEntries);
            labels.Add([.. Statements.Select(s => codes.Contains(s.Code))]);
        }

        return new(EcgSet.ToTensor(leads), EcgSet.ToTensor(labels));
    }
}
