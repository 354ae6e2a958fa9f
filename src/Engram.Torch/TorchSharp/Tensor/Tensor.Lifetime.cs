namespace TorchSharp;

public static partial class torch
{
    /// <summary>A multi-dimensional array of libtorch, on any device, with automatic differentiation.</summary>
    [Utils.TypeFormatterSource(typeof(Utils.TensorFormatterSource))]
    public partial class Tensor : IDisposable
    {
        private nint handle;
        private readonly int kilobytes;

        private protected Tensor(nint handle, int kilobytes)
        {
            this.handle = handle;
            this.kilobytes = Math.Max(1, kilobytes); // a tensor of any size costs about that much: its header and graph node
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

        /// <summary>Where the owning scope keeps this tensor.</summary>
        internal int ScopeSlot { get; set; }

        public bool IsInvalid => handle == 0;

        /// <summary>How many tensors are alive in the process.</summary>
        public static long TotalCount => TensorMemory.LiveCount;

        public static long PeakCount => TensorMemory.PeakCount;

        /// <exception cref="InvalidOperationException">The tensor was disposed.</exception>
        public IntPtr Handle => CheckedHandle("Handle");

        /// <summary>The tensor whose handle <see cref="DecoupleFromNativeHandle"/> gave out; it owns the handle again.</summary>
        /// <exception cref="ArgumentException">The handle was not given out, or was taken back already. Nothing is read through it.</exception>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => DecoupledHandles.TakeBack(handle)
            ? new(handle, 0)
            : throw new ArgumentException($"Expected a handle that DecoupleFromNativeHandle gave and that was not taken back since, got 0x{handle:x}. The Handle of a tensor that is still alive belongs to that tensor: use alias() for a second one.", nameof(handle));

        /// <summary>A tensor from a handle that the native library has just given to us.</summary>
        internal static Tensor FromHandle(nint handle) => new(handle, 0);

        internal static Tensor FromNative(in NativeValue value) =>
            value.Payload == 0 ? null! : new((nint)value.Payload, value.Count); // an undefined tensor is no tensor

        internal nint CheckedHandle(string operation) =>
            handle != 0 ? handle : throw new InvalidOperationException(
                $"Tensor invalid -- empty handle: it was disposed before '{operation}'. Keep it alive with MoveToOuterDisposeScope() or DetachFromDisposeScope().");

        /// <summary>Gives the handle out of this tensor's ownership; it stays alive until <see cref="UnsafeCreateTensor"/> takes it back.</summary>
        public IntPtr DecoupleFromNativeHandle()
        {
            var released = GiveUpHandle();
            DecoupledHandles.Give(released);
            return released;
        }

        /// <summary>Gives the handle to a new owner of ours.</summary>
        internal nint GiveUpHandle()
        {
            var released = Interlocked.Exchange(ref handle, 0);
            if (released == 0)
                return CheckedHandle("DecoupleFromNativeHandle");
            TensorMemory.Remove(kilobytes);
            OwningScope?.MarkAsDisposed(this);
            OwningScope = null;
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
            TensorMemory.Remove(kilobytes);
            Native.engram_tensor_release(released);
        }
    }
}
