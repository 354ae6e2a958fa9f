namespace TorchSharp;

/// <summary>The dispose scopes that are open on the calling thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScope? current;

    [ThreadStatic]
    private static ThreadDisposeScopeStatistics? statistics;

    public static ThreadDisposeScopeStatistics Statistics => statistics ??= new();

    internal static DisposeScope? Current
    {
        get => current;
        set => current = value;
    }

    internal static DisposeScope Open() => current = new DisposeScope(current);
}
