namespace Engram.Signals.Formats;

/// <summary>A block of a FIFF file: its tags in order and the blocks inside.</summary>
internal sealed class FiffBlock(int kind)
{
    public int Kind => kind;

    public List<FiffTag> Tags { get; } = [];

    public List<FiffBlock> Blocks { get; } = [];

    /// <summary>All blocks of a kind, at any depth.</summary>
    public IEnumerable<FiffBlock> Find(int wanted)
    {
        foreach (var block in Blocks)
        {
            if (block.Kind == wanted)
                yield return block;
            foreach (var inner in block.Find(wanted))
                yield return inner;
        }
    }

    public FiffTag? Tag(int wanted)
    {
        foreach (var tag in Tags)
        {
            if (tag.Kind == wanted)
                return tag;
        }

        return null;
    }
}
