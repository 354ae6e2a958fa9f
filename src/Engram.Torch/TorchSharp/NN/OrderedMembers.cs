using System.Collections;

namespace TorchSharp;

/// <summary>Named members of a module in the order of registration, which is the order of state dictionaries.</summary>
internal sealed class OrderedMembers<T> : IEnumerable<(string Key, T Value)>
{
    private readonly List<(string Key, T Value)> items = [];

    public T this[string key]
    {
        set
        {
            var at = items.FindIndex(i => i.Key == key);
            if (at < 0)
                items.Add((key, value));
            else
                items[at] = (key, value);
        }
    }

    public bool ContainsKey(string key) => items.Exists(i => i.Key == key);

    public void Remove(string key) => items.RemoveAll(i => i.Key == key);

    public void Clear() => items.Clear();

    public IEnumerator<(string Key, T Value)> GetEnumerator() => items.ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
