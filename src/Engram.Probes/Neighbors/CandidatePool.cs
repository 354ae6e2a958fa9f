namespace Engram.Probes.Neighbors;

/// <summary>
/// The rows that may be among the k nearest of one query. Their approximate distances are off by ε at most, so a row above the k-th smallest
/// by more than 2ε cannot be: it is dropped.
/// </summary>
internal sealed class CandidatePool
{
    private readonly double error;
    private readonly float[] smallest; // the k smallest distances as a heap, the largest of them first
    private int[] indices;
    private float[] distances;
    private int count;

    public CandidatePool(int k, double error)
    {
        this.error = error;
        smallest = new float[k];
        Array.Fill(smallest, float.PositiveInfinity);
        (indices, distances) = (new int[(2 * k) + 16], new float[(2 * k) + 16]);
    }

    /// <summary>Distances above this one need not be added.</summary>
    public float Limit { get; private set; } = float.MaxValue;

    /// <summary>The rows that remain.</summary>
    public ReadOnlySpan<int> Indices => indices.AsSpan(0, count);

    public void Add(int index, float distance)
    {
        if (count == indices.Length)
        {
            Drop();
            if (count > indices.Length / 2)
            {
                Array.Resize(ref indices, 2 * indices.Length);
                Array.Resize(ref distances, 2 * distances.Length);
            }

            if (distance > Limit)
                return;
        }

        (indices[count], distances[count]) = (index, distance);
        count++;
        if (distance < smallest[0])
            Replace(distance);
    }

    /// <summary>Drops what cannot be among the k nearest.</summary>
    public void Drop()
    {
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (distances[i] > Limit)
                continue;
            (indices[kept], distances[kept]) = (indices[i], distances[i]);
            kept++;
        }

        count = kept;
    }

    // the largest of the k smallest makes room
    private void Replace(float distance)
    {
        var at = 0;
        for (var child = 1; child < smallest.Length; child = (2 * at) + 1)
        {
            if (child + 1 < smallest.Length && smallest[child + 1] > smallest[child])
                child++;
            if (smallest[child] <= distance)
                break;
            smallest[at] = smallest[child];
            at = child;
        }

        smallest[at] = distance;
        if (smallest[0] < float.PositiveInfinity)
            Limit = Math.Min(float.MaxValue, MathF.BitIncrement((float)(smallest[0] + (2 * error))));
    }
}
