namespace TorchSharp;

public static partial class torch
{
    /// <summary>A multi-dimensional array of libtorch, on any device, with automatic differentiation.</summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        private nint handle;
        private readonly int kilobytes;

        private protected Tensor(nint handle, int kilobytes)
        {
            this.handle = handle;
            this.kilobytes = Math.Max(1, kilobytes); // a tensor of any size costs about that much: its header and graph node
            var total = Interlocked.Increment(ref totalCount);
            if (total > Volatile.Read(ref peakCount))
                Volatile.Write(ref peakCount, total);
            var statistics = DisposeScopeManager.Statistics.TensorStatistics;
            OwningScope = DisposeScopeManager.Current;
            if (OwningScope is null)
            {
                statistics.CreatedOutsideScopeCount++;
            }
            else
            {
                statistics.CreatedInScopeCount++;
                OwningScope.Include(this);
            }

            TensorMemory.Add(this.kilobytes);
        }

        ~Tensor() => Release();

        internal DisposeScope? OwningScope { get; set; }

        public bool IsInvalid => handle == 0;

        /// <summary>How many tensors are alive in the process.</summary>
        public static long TotalCount => Volatile.Read(ref totalCount);

        public static long PeakCount => Volatile.Read(ref peakCount);

        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public IntPtr Handle => CheckedHandle("Handle");

        public static Tensor UnsafeCreateTensor(IntPtr handle) =>
            handle != 0 ? new(handle, 0) : throw new ArgumentException("Expected the handle of a tensor, got a null handle.", nameof(handle));

        internal static Tensor FromNative(in NativeValue value) =>
            value.Payload == 0 ? null! : new((nint)value.Payload, value.Count); // an undefined tensor is no tensor

        internal nint CheckedHandle(string operation) =>
            handle != 0 ? handle : throw new InvalidOperationException(
                $"Tensor invalid -- empty handle: it was disposed before '{operation}'. Keep it alive with MoveToOuterDisposeScope() or DetachFromDisposeScope().");

        public IntPtr DecoupleFromNativeHandle()
        {
            var released = CheckedHandle("DecoupleFromNativeHandle");
            handle = 0;
            Forget();
            GC.SuppressFinalize(this);
            return released;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            OwningScope?.MoveToOuter(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            OwningScope?.Detach(this);
            return this;
        }

        public Tensor DetatchFromDisposeScope() => DetachFromDisposeScope();

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningScope!);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningScope is null)
                other?.Attach(this);
            else
                OwningScope.MoveToOther(other, this);
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0)
                return;
            if (OwningScope is { } scope)
            {
                scope.MarkAsDisposed(this);
                DisposeScopeManager.Statistics.TensorStatistics.DisposedInScopeCount++;
            }
            else
            {
                DisposeScopeManager.Statistics.TensorStatistics.DisposedOutsideScopeCount++;
            }

            Release();
        }

        internal void DisposeFromScope()
        {
            if (handle == 0)
                return;
            DisposeScopeManager.Statistics.TensorStatistics.DisposedInScopeCount++;
            OwningScope = null;
            Release();
            GC.SuppressFinalize(this);
        }

        private void Release()
        {
            var released = Interlocked.Exchange(ref handle, 0);
            if (released == 0)
                return;
            Forget();
            Native.engram_tensor_release(released);
        }

        private void Forget()
        {
            Interlocked.Decrement(ref totalCount);
            TensorMemory.Remove(kilobytes);
        }
    }
}
