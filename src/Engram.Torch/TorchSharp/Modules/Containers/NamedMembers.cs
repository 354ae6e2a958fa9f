using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace TorchSharp.Modules;

/// <summary>Members of a module by name, in the order in which they came; each is registered under its name.</summary>
public abstract class NamedMembers<T> : torch.nn.Module, IDictionary<string, T>, IList<(string, T)>
    where T : class
{
    private readonly List<(string Name, T Value)> list = [];

    private protected NamedMembers(string name)
        : base(name)
    {
    }

    public (string, T) this[int index]
    {
        get => list[index];
        set
        {
            if (Find(value.Item1) is var at && at >= 0 && at != index)
                throw Twice(value.Item1);
            list[index] = value;
            Renew();
        }
    }

    public T this[string key]
    {
        get => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"{GetName()} has no '{key}'; it has [{string.Join(", ", keys())}].");
        set
        {
            if (Find(key) is var at && at < 0)
                list.Add((key, value));
            else
                list[at] = (key, value);
            Renew();
        }
    }

    public bool IsReadOnly => false;

    public int Count => list.Count;

    public ICollection<string> Keys => [.. keys()];

    public ICollection<T> Values => [.. values()];

    public IEnumerator<(string, T)> items() => GetEnumerator();

    public IEnumerable<string> keys() => list.Select(m => m.Name);

    public IEnumerable<T> values() => list.Select(m => m.Value);

    protected override void RegisterComponents()
    {
        // Renew registers
    }

    public void Add((string, T) item) => Insert(list.Count, item);

    public void Add(string key, T value) => Add((key, value));

    public void Add(KeyValuePair<string, T> item) => Add((item.Key, item.Value));

    public void Insert(int index, (string, T) item)
    {
        if (Find(item.Item1) >= 0)
            throw Twice(item.Item1);
        list.Insert(index, item);
        Renew();
    }

    public void clear() => Clear();

    public void Clear()
    {
        list.Clear();
        Renew();
    }

    public bool Contains((string, T) item) => list.Contains(item);

    public bool Contains(KeyValuePair<string, T> item) => Contains((item.Key, item.Value));

    public bool ContainsKey(string key) => Find(key) >= 0;

    public void CopyTo((string, T)[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public void CopyTo(KeyValuePair<string, T>[] array, int arrayIndex) => Pairs().ToList().CopyTo(array, arrayIndex);

    public int IndexOf((string, T) item) => list.IndexOf(item);

    public bool Remove((string, T) item)
    {
        var wasThere = list.Remove(item);
        Renew();
        return wasThere;
    }

    public bool Remove(KeyValuePair<string, T> item) => Remove((item.Key, item.Value));

    public bool Remove(string key)
    {
        if (Find(key) is var at && at < 0)
            return false;
        RemoveAt(at);
        return true;
    }

    public void RemoveAt(int index)
    {
        list.RemoveAt(index);
        Renew();
    }

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var at = Find(key);
        value = at < 0 ? null : list[at].Value;
        return at >= 0;
    }

    public IEnumerator<(string, T)> GetEnumerator() => list.GetEnumerator();

    IEnumerator<KeyValuePair<string, T>> IEnumerable<KeyValuePair<string, T>>.GetEnumerator() => Pairs().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected abstract void Forget();

    private protected abstract void Register(string name, T member);

    private IEnumerable<KeyValuePair<string, T>> Pairs() => list.Select(m => KeyValuePair.Create(m.Name, m.Value));

    private int Find(string key) => list.FindIndex(m => m.Name == key);

    private ArgumentException Twice(string key) => new($"{GetName()} has '{key}' already.", nameof(key));

    private void Renew()
    {
        Forget();
        foreach (var (name, value) in list)
            Register(name, value);
    }
}
