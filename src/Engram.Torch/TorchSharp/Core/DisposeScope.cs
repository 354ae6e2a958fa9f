using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Collects the tensors that are created while it is open and disposes them together when it closes.</summary>
public sealed class DisposeScope : IDisposable
{
    // Each tensor knows its place in the list, so that it leaves without a search.
    private readonly List<IDisposable> disposables = [];
    private bool isClosed;

    internal DisposeScope(DisposeScope? outer) => Outer = outer;

    internal DisposeScope? Outer { get; private set; }

    public IReadOnlyList<IDisposable> DisposablesView => [.. disposables];

    public int DisposablesCount => disposables.Count;

    internal void Include(IDisposable disposable)
    {
        if (disposable is Tensor tensor)
            tensor.ScopeSlot = disposables.Count;
        else if (disposables.Contains(disposable))
            return;
        disposables.Add(disposable);
    }

    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, Outer);
        return disposable;
    }

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOuter(first), MoveToOuter(second));

    public (T1 first, T2 second, T3 third) MoveToOuter<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOuter(first), MoveToOuter(second), MoveToOuter(third));

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(disposable, Outer);
    }

    public T MoveToOther<T>(DisposeScope? scope, T disposable)
        where T : IDisposable
    {
        Move(disposable, scope);
        return disposable;
    }

    public (T1 first, T2 second) MoveToOther<T1, T2>(DisposeScope? scope, T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second));

    public (T1 first, T2 second, T3 third) MoveToOther<T1, T2, T3>(DisposeScope? scope, T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (MoveToOther(scope, first), MoveToOther(scope, second), MoveToOther(scope, third));

    public void MoveToOther(DisposeScope? scope, params IDisposable[] disposables) => MoveToOther(scope, (IEnumerable<IDisposable>)disposables);

    public void MoveToOther(DisposeScope? scope, IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(disposable, scope);
    }

    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Move(disposable, null);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable => (Detach(first), Detach(second));

    public (T1 first, T2 second, T3 third) Detach<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable => (Detach(first), Detach(second), Detach(third));

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(disposable, null);
    }

    public void Attach(IDisposable disposable) => Adopt(disposable);

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var list = disposables.ToList();
        list.ForEach(Adopt);
        return list;
    }

    public void DisposeEverything()
    {
        // From the end: what a Dispose method takes out or adds meanwhile is met as well.
        while (disposables.Count > 0)
        {
            var last = disposables[^1];
            disposables.RemoveAt(disposables.Count - 1);
            Free(last);
        }
    }

    public void DisposeEverythingBut(IEnumerable<IDisposable> inKeep)
    {
        var keep = new HashSet<IDisposable>(inKeep, ReferenceEqualityComparer.Instance);
        foreach (var disposable in disposables.Where(d => !keep.Contains(d)).ToList())
        {
            Remove(disposable);
            Free(disposable);
        }
    }

    public void DisposeEverythingBut(params IDisposable[] keep) => DisposeEverythingBut((IEnumerable<IDisposable>)keep);

    public T DisposeEverythingBut<T>(T keep)
        where T : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[keep]);
        return keep;
    }

    public (T1 first, T2 second) DisposeEverythingBut<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second]);
        return (first, second);
    }

    public (T1 first, T2 second, T3 third) DisposeEverythingBut<T1, T2, T3>(T1 first, T2 second, T3 third)
        where T1 : IDisposable
        where T2 : IDisposable
        where T3 : IDisposable
    {
        DisposeEverythingBut((IEnumerable<IDisposable>)[first, second, third]);
        return (first, second, third);
    }

    public void Dispose()
    {
        if (isClosed)
            return;
        isClosed = true;
        DisposeEverything();

        // Scopes may be closed out of order; an inner one then hangs on the next that is still open.
        if (ReferenceEquals(DisposeScopeManager.Current, this))
        {
            var next = Outer;
            while (next is { isClosed: true })
                next = next.Outer;
            DisposeScopeManager.Current = next;
        }
    }

    public void MarkAsDisposed(IDisposable disposable) => Remove(disposable);

    public bool Contains(IDisposable disposable) => Find(disposable) >= 0;

    private static void Free(IDisposable disposable)
    {
        if (disposable is Tensor tensor)
            tensor.DisposeFromScope();
        else
            disposable.Dispose();
    }

    private int Find(IDisposable disposable)
    {
        if (disposable is not Tensor tensor)
            return disposables.FindIndex(d => ReferenceEquals(d, disposable));
        var slot = tensor.ScopeSlot;
        return slot < disposables.Count && ReferenceEquals(disposables[slot], tensor) ? slot : -1;
    }

    private bool Remove(IDisposable disposable)
    {
        var slot = Find(disposable);
        if (slot < 0)
            return false;
        var last = disposables[^1];
        disposables[slot] = last;
        if (last is Tensor moved)
            moved.ScopeSlot = slot;
        disposables.RemoveAt(disposables.Count - 1);
        return true;
    }

    private void Adopt(IDisposable disposable)
    {
        if (disposable is Tensor tensor)
        {
            tensor.OwningScope?.Remove(tensor);
            if (tensor.OwningScope is null)
                DisposeScopeManager.Statistics.TensorStatistics.AttachedToScopeCount++;
            tensor.OwningScope = this;
        }

        Include(disposable);
    }

    private void Move(IDisposable disposable, DisposeScope? target)
    {
        if (!Remove(disposable))
            return;
        if (disposable is Tensor tensor)
        {
            tensor.OwningScope = target;
            if (target is null)
                DisposeScopeManager.Statistics.TensorStatistics.DetachedFromScopeCount++;
        }

        target?.Include(disposable);
    }
}
