namespace Engram.Signals.Formats;

/// <summary>One signal line of a WFDB header.</summary>
/// <param name="FileName">Signal file; <c>~</c> where there is none.</param>
/// <param name="Format">Number of the packing.</param>
/// <param name="SamplesPerFrame">Samples of this signal in a frame.</param>
/// <param name="Skew">Frames by which the signal lags in the file.</param>
/// <param name="ByteOffset">Where the samples begin in the file.</param>
/// <param name="Gain">Digital steps in one unit.</param>
/// <param name="Baseline">Digital value of the physical 0.</param>
/// <param name="Unit">The file's unit.</param>
/// <param name="InitialValue">The value before the first difference (format 8).</param>
/// <param name="Checksum">Sum of all digital samples modulo 65536, where it is given.</param>
/// <param name="Line">Line in the header.</param>
/// <param name="Channel">Name, kind and SI unit.</param>
internal sealed record WfdbSignal(
    string FileName, int Format, int SamplesPerFrame, int Skew, int ByteOffset, double Gain, int Baseline, string Unit, int InitialValue, int? Checksum, int Line, Channel Channel)
{
    /// <summary>SI units in a digital step.</summary>
    public double Scale => UnitScale.ToSi(Unit).Factor / Gain;

    /// <summary>The digital value that says "no sample".</summary>
    public double? Missing => Format switch { 212 => -2048, 310 or 311 => -512, 80 => -128, 24 => -(1 << 23), 32 => int.MinValue, 8 => null, _ => short.MinValue };
}
