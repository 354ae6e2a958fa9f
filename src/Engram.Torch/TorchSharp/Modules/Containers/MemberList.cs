using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Members of a module by index; each is registered under its index.</summary>
public abstract class MemberList<T> : torch.nn.Module, IList<T>
{
    private readonly List<T> list = [];

    private protected MemberList(string name)
        : base(name)
    {
    }

    public T this[int index]
    {
        get => list[index];
        set
        {
            list[index] = value;
            Renew();
        }
    }

    public int Count => list.Count;

    public bool IsReadOnly => false;

    protected override void RegisterComponents()
    {
        // Renew registers
    }

    public void Add(T item) => Insert(list.Count, item);

    public void Clear()
    {
        list.Clear();
        Renew();
    }

    public bool Contains(T item) => list.Contains(item);

    public void CopyTo(T[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public IEnumerator<T> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public int IndexOf(T item) => list.IndexOf(item);

    public void Insert(int index, T item)
    {
        list.Insert(index, item);
        Renew();
    }

    public bool Remove(T item)
    {
        var wasThere = list.Remove(item);
        Renew();
        return wasThere;
    }

    public void RemoveAt(int index)
    {
        list.RemoveAt(index);
        Renew();
    }

    private protected abstract void Forget();

    private protected abstract void Register(string name, T member);

    private protected void AddAll(IEnumerable<T> members)
    {
        list.AddRange(members);
        Renew();
    }

    private void Renew()
    {
        Forget();
        for (var i = 0; i < list.Count; i++)
            Register($"{i}", list[i]);
    }
}
