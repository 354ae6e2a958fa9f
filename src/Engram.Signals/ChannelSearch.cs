namespace Engram.Signals;

/// <summary>Finds channels by name.</summary>
internal static class ChannelSearch
{
    /// <summary>The index of a channel, or -1; an exact match wins, then case does not matter.</summary>
    public static int Find(this IReadOnlyList<Channel> channels, string name)
    {
        foreach (var comparison in (ReadOnlySpan<StringComparison>)[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            for (var i = 0; i < channels.Count; i++)
            {
                if (string.Equals(channels[i].Name, name, comparison))
                    return i;
            }
        }

        return -1;
    }
}
