namespace TorchSharp;

/// <summary>While it is open, the backward pass names the forward operation of a gradient that fails or is not a number.</summary>
public class AnomalyMode : IDisposable
{
    private readonly bool before;
    private readonly bool checkedBefore;

    public AnomalyMode(bool enabled, bool check_nan = true)
    {
        (before, checkedBefore) = (IsEnabled, ShouldCheckNaN);
        Native.Check(Native.engram_set_anomaly_mode(enabled ? 1 : 0, check_nan ? 1 : 0), "detect_anomaly");
    }

    public static bool IsEnabled => Native.engram_get_mode(2) != 0;

    public static bool ShouldCheckNaN => Native.engram_get_mode(3) != 0;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _ = Native.engram_set_anomaly_mode(before ? 1 : 0, checkedBefore ? 1 : 0);
}
