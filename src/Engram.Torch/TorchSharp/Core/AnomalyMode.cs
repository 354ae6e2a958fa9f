namespace TorchSharp;

/// <summary>While it is open, the backward pass names the forward operation of a gradient that fails or is not a number.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool before;

    public AnomalyMode(bool enabled, bool check_nan = true)
    {
        before = IsEnabled;
        ShouldCheckNaN = check_nan;
        Native.engram_set_anomaly_mode(enabled ? 1 : 0, check_nan ? 1 : 0);
    }

    public static bool IsEnabled => Native.engram_get_mode(2) != 0;

    public static bool ShouldCheckNaN { get; private set; } = true;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Native.engram_set_anomaly_mode(before ? 1 : 0, ShouldCheckNaN ? 1 : 0);
}
