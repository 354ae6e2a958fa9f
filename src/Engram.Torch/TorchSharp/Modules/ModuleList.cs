using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Modules by index; each is registered under its index.</summary>
public class ModuleList<T> : torch.nn.Module, IList<T>
    where T : torch.nn.Module
{
    private readonly List<T> list = [];

    public ModuleList(params T[] modules)
        : base(nameof(ModuleList<T>)) => append(modules);

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

    public void append(params T[] parameters) => extend(parameters);

    public void extend(IEnumerable<T> modules)
    {
        list.AddRange(modules);
        Renew();
    }

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

    private void Renew()
    {
        ClearModules();
        for (var i = 0; i < list.Count; i++)
            register_module($"{i}", list[i]);
    }
}
