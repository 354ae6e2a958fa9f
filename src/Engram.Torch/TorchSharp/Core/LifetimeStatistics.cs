namespace TorchSharp;

/// <summary>How many objects of one kind a thread created and disposed, inside dispose scopes and outside them.</summary>
public class LifetimeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }

    public long DisposedOutsideScopeCount { get; internal set; }

    public long CreatedInScopeCount { get; internal set; }

    public long DisposedInScopeCount { get; internal set; }

    public long AttachedToScopeCount { get; internal set; }

    public long DetachedFromScopeCount { get; internal set; }

    public long ThreadTotalLiveCount => CreatedOutsideScopeCount + CreatedInScopeCount - DisposedOutsideScopeCount - DisposedInScopeCount;

    public void Reset()
    {
        CreatedOutsideScopeCount = DisposedOutsideScopeCount = CreatedInScopeCount = DisposedInScopeCount = 0;
        AttachedToScopeCount = DetachedFromScopeCount = 0;
    }

    public override string ToString() =>
        $"ThreadTotalLive: {ThreadTotalLiveCount}; CreatedOutsideScope: {CreatedOutsideScopeCount}; DisposedOutsideScope: {DisposedOutsideScopeCount}; "
        + $"CreatedInScope: {CreatedInScopeCount}; DisposedInScope: {DisposedInScopeCount}; AttachedToScope: {AttachedToScopeCount}; DetachedFromScope: {DetachedFromScopeCount}";
}
