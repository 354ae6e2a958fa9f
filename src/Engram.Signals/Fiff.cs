using Engram.Signals.Formats;

namespace Engram.Signals;

/// <summary>Opens what FIFF files hold beside continuous recordings, which <see cref="Recordings.Load"/> opens.</summary>
public static class Fiff
{
    /// <summary>The evoked responses of a file.</summary>
    /// <param name="path">The file, gzipped or not (<c>-ave.fif</c>).</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">It is no FIFF file with averages.</exception>
    public static IReadOnlyList<Evoked> LoadEvoked(string path) => new FiffEvokedReader().Read(SignalFile.Open(path));

    /// <summary>The covariance of a file.</summary>
    /// <param name="path">The file, gzipped or not (<c>-cov.fif</c>).</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">It is no FIFF file with a covariance.</exception>
    public static NoiseCovariance LoadCovariance(string path) => new FiffCovarianceReader().Read(SignalFile.Open(path));

    /// <summary>The digitised points of a file: fiducials, electrodes and head shape, in metres in head coordinates.</summary>
    /// <param name="path">The file, gzipped or not.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="SignalFormatException">It is no FIFF file with digitised points.</exception>
    public static Montage LoadDigitization(string path)
    {
        var file = FiffFile.Read(SignalFile.Open(path));
        return FiffInfo.ReadDigitization(file, file.Root) ?? throw new SignalFormatException(file.Name, 0, "digitised points", "the file holds none");
    }
}
