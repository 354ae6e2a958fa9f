using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Engram.Data;

/// <summary>A server's answer that is no content.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Made in one place.")]
internal sealed class ServerRefusal(HttpStatusCode status, TimeSpan? pause) : IOException($"the server answers {(int)status} {status}")
{
    /// <summary>How long it asks to wait.</summary>
    public TimeSpan? RequestedPause => pause;

    /// <summary>Whether another try may end otherwise.</summary>
    public bool IsTemporary { get; } = status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestedRangeNotSatisfiable or (HttpStatusCode)425 or >= HttpStatusCode.InternalServerError;
}
