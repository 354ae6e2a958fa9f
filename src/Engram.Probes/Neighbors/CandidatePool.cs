namespace Engram.Probes.Neighbors;

/// <summary>
/// The rows that may be among the k nearest of one query. Their approximate distances are off by ε at most, so a row above the k-th smallest
/// by more than 2ε cannot be: it is dropped.
/// </summary>
internal sealed class CandidatePool(int k, double error)
{
    private int[] indices = new int[(2 * k) + 16];
    private float[] distances = new float[(2 * k) + 16];
    private int count;

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
    }

    /// <summary>Drops what cannot be among the k nearest.</summary>
    public void Drop()
    {
        if (count < k)
            return;
        Array.Sort(distances, indices, 0, count);
        Limit = MathF.BitIncrement((float)(distances[k - 1] + (2 * error)));
        while (distances[count - 1] > Limit)
            count--;
    }
}
