using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>The C functions of native/engram_torch.cpp. Loading happens at the first call, so that work without tensors never pays for libtorch.</summary>
internal static unsafe partial class Native
{
    internal const string Library = "engram_torch";

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, NativeLoader.Resolve);

    [LibraryImport(Library)] internal static partial byte* engram_last_error();
    [LibraryImport(Library)] internal static partial byte* engram_version();
    [LibraryImport(Library)] internal static partial byte* engram_schemas();
    [LibraryImport(Library)] internal static partial void engram_free(void* memory);
    [LibraryImport(Library)] internal static partial int engram_get_threads(int interop);
    [LibraryImport(Library)] internal static partial int engram_set_threads(int interop, int count);
    [LibraryImport(Library)] internal static partial int engram_set_default_dtype(int dtype);
    [LibraryImport(Library)] internal static partial int engram_query(int what);
    [LibraryImport(Library)] internal static partial int engram_get_flag(int flag);
    [LibraryImport(Library)] internal static partial int engram_set_flag(int flag, int value);
    [LibraryImport(Library)] internal static partial int engram_cuda_synchronize(int device);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial nint engram_operator(string name, string overload);
    [LibraryImport(Library)] internal static partial int engram_operator_arguments(nint op);
    [LibraryImport(Library)] internal static partial int engram_call(nint op, NativeValue* arguments, int count, NativeValue* results, int capacity, int* resultCount);

    // These return at once and never call back into C#: they may skip the switch to preemptive mode.
    [LibraryImport(Library), SuppressGCTransition] internal static partial int engram_tensor_metadata(nint tensor, NativeMetadata* metadata);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int engram_tensor_item(nint tensor, long* bits);
    [LibraryImport(Library)] internal static partial void engram_tensor_release(nint tensor);
    [LibraryImport(Library)] internal static partial nint engram_tensor_alias(nint tensor);
    [LibraryImport(Library)] internal static partial int engram_tensor_from_memory(void* data, long* sizes, int dimensions, int dtype, delegate* unmanaged<void*, void> release, void* context, nint* result);
    [LibraryImport(Library)] internal static partial int engram_tensor_set_requires_grad(nint tensor, int value);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int engram_tensor_grad(nint tensor, nint* result);
    [LibraryImport(Library)] internal static partial int engram_tensor_set_grad(nint tensor, nint grad);
    [LibraryImport(Library)] internal static partial int engram_tensor_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int engram_tensor_set_data(nint tensor, nint source);

    [LibraryImport(Library), SuppressGCTransition] internal static partial int engram_get_mode(int mode);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int engram_set_grad_mode(int enabled);
    [LibraryImport(Library)] internal static partial nint engram_inference_mode_enter(int enabled);
    [LibraryImport(Library)] internal static partial void engram_inference_mode_leave(nint guard);
    [LibraryImport(Library)] internal static partial int engram_set_anomaly_mode(int enabled, int checkNan);
    [LibraryImport(Library)] internal static partial int engram_backward(nint* outputs, int outputCount, nint* gradients, int gradientCount, int retainGraph, int createGraph, nint* inputs, int inputCount);
    [LibraryImport(Library)] internal static partial int engram_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* gradients, int gradientCount, int retainGraph, int createGraph, int allowUnused, NativeValue* results);
    [LibraryImport(Library)] internal static partial int engram_hook_add(nint tensor, delegate* unmanaged<nint, nint, nint*, byte**, int> hook, delegate* unmanaged<nint, void> release, nint context, uint* id);
    [LibraryImport(Library)] internal static partial int engram_hook_remove(nint tensor, uint id);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int engram_custom_function(string name, nint* inputs, int inputCount, nint* outputs, bool* changed, int outputCount, nint* saved, bool* savedIsOutput, int savedCount, delegate* unmanaged<nint, nint*, int, nint*, int, nint*, int, byte**, int> backward, delegate* unmanaged<nint, void> release, nint context);

    [LibraryImport(Library)] internal static partial nint engram_generator_new(long device, long seed);
    [LibraryImport(Library)] internal static partial nint engram_generator_default(long device);
    [LibraryImport(Library)] internal static partial void engram_generator_release(nint generator);
    [LibraryImport(Library)] internal static partial int engram_generator_set_seed(nint generator, long seed);
    [LibraryImport(Library)] internal static partial long engram_generator_seed(nint generator, int fresh);
    [LibraryImport(Library)] internal static partial int engram_generator_get_state(nint generator, nint* state);
    [LibraryImport(Library)] internal static partial int engram_generator_set_state(nint generator, nint state);
    [LibraryImport(Library)] internal static partial int engram_manual_seed(long seed);

    /// <summary>Throws what the native side reported, if <paramref name="status"/> says that it failed.</summary>
    internal static void Check(int status, string operation)
    {
        if (status == 0)
            return;
        var message = LastError();
        throw CallbackError.Take(message) is { } cause
            ? new TorchException($"{operation}: {message}", cause)
            : new TorchException($"{operation}: {message}");
    }

    internal static string LastError() => Marshal.PtrToStringUTF8((nint)engram_last_error()) ?? "unknown error";
}
