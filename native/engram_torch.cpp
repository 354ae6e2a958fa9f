// Engram's bridge to libtorch: a C interface around the dispatcher's boxed call.
//
// One source for libtorch 1.13 to 2.x. Operators are looked up by name at run time, so nothing here is tied to a version's
// operator set. Rules of the boundary:
//   * every exported function that can fail returns 0 on success and -1 on failure; engram_last_error() then says why;
//   * every exception is caught here (`catch (...)` included): none may reach the runtime on the other side;
//   * a tensor handle is a TensorImpl* that owns one reference; engram_tensor_release gives it back.
#include <ATen/ATen.h>
#include <ATen/CPUFunctions.h>
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/EmptyTensor.h>
#include <ATen/Parallel.h>
#include <ATen/ScalarOps.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/detail/CUDAHooksInterface.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/VariableTypeUtils.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>
#include <torch/csrc/autograd/variable.h>

#if __has_include(<torch/version.h>)
#include <torch/version.h>
#else
#include <torch/csrc/api/include/torch/version.h>
#endif

#include <dlfcn.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

// The BLAS that libtorch itself is linked to; null where a libtorch keeps its BLAS to itself.
extern "C" __attribute__((weak)) void sgemm_(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*, const float*, const int*, const float*, float*, const int*);
extern "C" __attribute__((weak)) void dgemm_(const char*, const char*, const int*, const int*, const int*, const double*, const double*, const int*, const double*, const int*, const double*, double*, const int*);

namespace {

thread_local std::string last_error;

// Even the message may find no memory, and that too must not end the process.
void remember(const char* message) noexcept {
  try {
    last_error = message;
  } catch (...) {
    last_error.clear();
  }
}

// Runs the body; turns any exception into -1 and a message. libtorch's backtrace is left off: it names this machine's paths.
template <typename Body>
int guarded(Body&& body) noexcept {
  try {
    body();
    return 0;
  } catch (const c10::Error& error) {
    remember(error.what_without_backtrace());
  } catch (const std::exception& error) {
    remember(error.what());
  } catch (...) {
    remember("an unknown native exception");
  }
  return -1;
}

using Handle = c10::TensorImpl*;

at::Tensor borrow(Handle handle) {
  TORCH_CHECK(handle != nullptr, "the tensor handle is null: the tensor was disposed or never created");
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(handle));
}

at::Tensor borrow_optional(Handle handle) { return handle == nullptr ? at::Tensor() : borrow(handle); }

Handle own(at::Tensor tensor) { return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr; }

// Takes over the one reference that a handle owns.
at::Tensor adopt(Handle handle) {
  return handle == nullptr ? at::Tensor() : at::Tensor(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle));
}

template <typename T>
T* allocate(size_t count) {
  auto* memory = static_cast<T*>(std::malloc(std::max<size_t>(count, 1) * sizeof(T)));
  TORCH_CHECK(memory != nullptr, "no memory for ", count, " results");
  return memory;
}

// One argument or result of a boxed call; the layout is mirrored by NativeValue in C#.
struct Value {
  int64_t payload;  // the number, the bits of a double, or a pointer
  int32_t tag;
  int32_t count;  // length of a list or string; for a tensor result the kilobytes of storage that it alone owns
};

enum Tag : int32_t {
  kNone, kTensor, kInt, kDouble, kBool, kString, kDevice, kGenerator, kIntList, kDoubleList, kBoolList,
  kTensorList, kOptionalTensorList, kComplex,
};

double as_double(int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

int64_t as_bits(double value) {
  int64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return bits;
}

c10::Device as_device(int64_t packed) {
  return c10::Device(static_cast<c10::DeviceType>(packed >> 32), static_cast<c10::DeviceIndex>(static_cast<int32_t>(packed)));
}

bool is_float_type(const c10::TypePtr& type) {
  if (type->kind() == c10::TypeKind::FloatType) return true;
  const auto optional = type->cast<c10::OptionalType>();
  return optional && optional->getElementType()->kind() == c10::TypeKind::FloatType;
}

c10::IValue to_ivalue(const Value& value, const c10::TypePtr& type) {
  switch (value.tag) {
    case kNone:
      // an undefined tensor stands for a missing `Tensor` argument, None for anything optional
      return type->kind() == c10::TypeKind::TensorType ? c10::IValue(at::Tensor()) : c10::IValue();
    case kTensor:
      return borrow(reinterpret_cast<Handle>(value.payload));
    case kInt:
      return is_float_type(type) ? c10::IValue(static_cast<double>(value.payload)) : c10::IValue(value.payload);
    case kDouble:
      return as_double(value.payload);
    case kBool:
      return value.payload != 0;
    case kString:
      return std::string(reinterpret_cast<const char*>(value.payload), value.count);
    case kDevice:
      return as_device(value.payload);
    case kGenerator:
      TORCH_CHECK(value.payload != 0, "the generator handle is null: the generator was disposed or never created");
      return *reinterpret_cast<at::Generator*>(value.payload);
    case kIntList: {
      const auto* data = reinterpret_cast<const int64_t*>(value.payload);
      return std::vector<int64_t>(data, data + value.count);
    }
    case kDoubleList: {
      const auto* data = reinterpret_cast<const double*>(value.payload);
      return std::vector<double>(data, data + value.count);
    }
    case kBoolList: {
      const auto* data = reinterpret_cast<const uint8_t*>(value.payload);
      c10::List<bool> list;
      for (int32_t i = 0; i < value.count; i++) list.push_back(data[i] != 0);
      return list;
    }
    case kTensorList: {
      const auto* data = reinterpret_cast<const Handle*>(value.payload);
      std::vector<at::Tensor> list;
      list.reserve(value.count);
      for (int32_t i = 0; i < value.count; i++) list.push_back(borrow(data[i]));
      return list;
    }
    case kOptionalTensorList: {
      const auto* data = reinterpret_cast<const Handle*>(value.payload);
      c10::List<c10::optional<at::Tensor>> list;
      list.reserve(value.count);
      for (int32_t i = 0; i < value.count; i++)
        list.push_back(data[i] == nullptr ? c10::optional<at::Tensor>() : c10::optional<at::Tensor>(borrow(data[i])));
      return list;
    }
    case kComplex: {
      const auto* data = reinterpret_cast<const double*>(value.payload);
      return c10::complex<double>(data[0], data[1]);
    }
    default:
      TORCH_CHECK(false, "argument tag ", value.tag, " is not known");
  }
}

int32_t owned_kilobytes(const at::Tensor& tensor) {
  if (!tensor.defined() || !tensor.has_storage() || tensor.storage().use_count() != 1) return 0;
  return static_cast<int32_t>(std::min<size_t>(tensor.storage().nbytes() >> 10, INT32_MAX));
}

Value to_value(at::Tensor tensor) {
  const auto kilobytes = owned_kilobytes(tensor);
  return {reinterpret_cast<int64_t>(own(std::move(tensor))), kTensor, kilobytes};
}

Value to_value(c10::IValue&& value) {
  if (value.isNone()) return {0, kNone, 0};
  if (value.isTensor()) return to_value(std::move(value).toTensor());
  if (value.isBool()) return {value.toBool() ? 1 : 0, kBool, 0};
  if (value.isInt()) return {value.toInt(), kInt, 0};
  if (value.isDouble()) return {as_bits(value.toDouble()), kDouble, 0};
  if (value.isSymInt()) return {value.toSymInt().expect_int(), kInt, 0};
  if (value.isComplexDouble()) {
    auto* pair = allocate<double>(2);
    pair[0] = value.toComplexDouble().real();
    pair[1] = value.toComplexDouble().imag();
    return {reinterpret_cast<int64_t>(pair), kComplex, 2};
  }
  if (value.isTensorList()) {
    auto list = std::move(value).toTensorVector();
    auto* items = allocate<Value>(list.size());
    for (size_t i = 0; i < list.size(); i++) items[i] = to_value(std::move(list[i]));
    return {reinterpret_cast<int64_t>(items), kTensorList, static_cast<int32_t>(list.size())};
  }
  TORCH_CHECK(false, "a result of type ", value.tagKind(), " cannot be returned");
}

void release(const Value& value) {
  auto* items = reinterpret_cast<Value*>(value.payload);
  if (value.tag == kTensor) adopt(reinterpret_cast<Handle>(value.payload));
  if (value.tag == kTensorList)
    for (int32_t i = 0; i < value.count; i++) release(items[i]);
  if (value.tag == kTensorList || value.tag == kComplex) std::free(items);
}

std::vector<at::Tensor> tensors(const Handle* handles, int32_t count) {
  std::vector<at::Tensor> list;
  list.reserve(count);
  for (int32_t i = 0; i < count; i++) list.push_back(borrow_optional(handles[i]));
  return list;
}

const char* keep(std::string text) {
  thread_local std::string kept;
  kept = std::move(text);
  return kept.c_str();
}

// ---- direct calls ----------------------------------------------------------------------------------------------------------
//
// The hottest operators skip the boxed call: arguments go to the typed C++ function without a stack of IValues or a reference
// count. A direct call returns false where its arguments are not of the usual kinds; the boxed call then takes over.

static_assert(sizeof(at::Tensor) == sizeof(Handle), "a tensor is expected to be exactly its one pointer");

using Direct = bool (*)(const Value* arguments, Value* result);

// The operator as libtorch knows it, and our direct way into it where there is one.
struct BoundOperator : c10::OperatorHandle {
  BoundOperator(const c10::OperatorHandle& found, Direct direct)
      : c10::OperatorHandle(found), direct(direct), arguments(static_cast<int32_t>(found.schema().arguments().size())) {}
  Direct direct;
  int32_t arguments;
};

// The argument as the tensor whose pointer it is: no reference is taken, since the caller holds one for the whole call.
const at::Tensor& tensor_at(const Value& value) {
  TORCH_CHECK(value.tag == kTensor && value.payload != 0, "expected a tensor, got none");
  return *reinterpret_cast<const at::Tensor*>(&value.payload);
}

c10::optional<at::Tensor> optional_tensor_at(const Value& value) {
  return value.tag == kTensor ? c10::optional<at::Tensor>(tensor_at(value)) : c10::nullopt;
}

bool is_number(const Value& value) { return value.tag == kInt || value.tag == kDouble || value.tag == kBool; }

at::Scalar number_at(const Value& value) {
  if (value.tag == kInt) return value.payload;
  if (value.tag == kBool) return value.payload != 0;
  return as_double(value.payload);
}

bool is_one(const Value& value) { return value.tag == kInt && value.payload == 1; }

at::IntArrayRef ints_at(const Value& value) {
  return at::IntArrayRef(reinterpret_cast<const int64_t*>(value.payload), static_cast<size_t>(value.count));
}

c10::optional<int64_t> optional_int_at(const Value& value) {
  return value.tag == kInt ? c10::optional<int64_t>(value.payload) : c10::nullopt;
}

c10::optional<at::ScalarType> optional_dtype_at(const Value& value) {
  return value.tag == kInt ? c10::optional<at::ScalarType>(static_cast<at::ScalarType>(value.payload)) : c10::nullopt;
}

// Where nothing could tell the difference, the layers above the CPU kernel (autograd, views, modes) are left out: dense CPU
// tensors outside any graph, no dispatcher mode on this thread. The kernels are libtorch's own (at::cpu), so the bits are equal.

const c10::DispatchKeySet& plain_keys() {
  static const auto keys = at::empty({1}).key_set();
  return keys;
}

bool no_modes() {
  const auto local = c10::impl::tls_local_dispatch_key_set();
  return local.included_ == c10::default_included_set && local.excluded_ == c10::default_excluded_set;
}

// An equal key set says: strided, on the CPU, in no inference mode, no conjugate or negative view, no subclass of tensor.
bool is_plain(const at::Tensor& tensor) {
  const auto* implementation = tensor.unsafeGetTensorImpl();
  if (implementation->key_set() != plain_keys()) return false;
  const auto* graph = static_cast<const torch::autograd::AutogradMeta*>(implementation->autograd_meta());
  return graph == nullptr || (graph->fw_grad_ == nullptr && (!graph->requires_grad() || !c10::GradMode::is_enabled()));
}

// The elementwise operators of a few numbers cost far less than the way to their kernel. IEEE operations in the same type as
// the kernels', so the bits are equal here too.
constexpr int64_t kTiny = 512;

bool is_tiny(const at::Tensor& tensor) {
  const auto* implementation = tensor.unsafeGetTensorImpl();
  return implementation->numel() <= kTiny && implementation->is_contiguous();
}

at::Tensor tiny_empty(at::IntArrayRef sizes, int64_t elements, caffe2::TypeMeta type) {
  // malloc serves small blocks from a cache of the thread; libtorch's aligned allocation does not. Aligned as libtorch's are.
  constexpr size_t kAlignment = 64, kLargest = 512;
  const size_t bytes = static_cast<size_t>(elements) * type.itemsize();
  if (bytes == 0 || bytes > kLargest) return at::Tensor(at::detail::empty_cpu(sizes, type.toScalarType()));
  void* block = std::malloc(bytes + kAlignment);
  TORCH_CHECK(block != nullptr, "no memory for ", bytes, " bytes");
  auto* data = reinterpret_cast<void*>((reinterpret_cast<uintptr_t>(block) + kAlignment - 1) & ~(kAlignment - 1));
  c10::Storage storage(c10::Storage::use_byte_size_t(), bytes, c10::DataPtr(data, block, &std::free, c10::Device(c10::kCPU)), c10::GetAllocator(c10::kCPU), true);
  auto result = at::detail::make_tensor<c10::TensorImpl>(std::move(storage), c10::DispatchKeySet(c10::DispatchKey::CPU), type);
  result.unsafeGetTensorImpl()->set_sizes_contiguous(sizes);
  return result;
}

at::Tensor tiny_like(const at::Tensor& model) { return tiny_empty(model.sizes(), model.numel(), model.dtype()); }

Value to_tiny_value(at::Tensor tensor) { return {reinterpret_cast<int64_t>(own(std::move(tensor))), kTensor, 0}; }

template <char Operation, typename T>
T apply(T left, T right) {
  if constexpr (Operation == '+') return left + right;
  if constexpr (Operation == '-') return left - right;
  if constexpr (Operation == '*') return left * right;
  return left / right;
}

template <char Operation, typename T>
Value tiny_tensors(const at::Tensor& left, const at::Tensor& right) {
  auto result = tiny_like(left);
  const auto* a = static_cast<const T*>(left.data_ptr());
  const auto* b = static_cast<const T*>(right.data_ptr());
  auto* out = static_cast<T*>(result.data_ptr());
  for (int64_t i = 0, n = left.numel(); i < n; i++) out[i] = apply<Operation, T>(a[i], b[i]);
  return to_tiny_value(std::move(result));
}

template <char Operation, typename T>
Value tiny_scalar(const at::Tensor& left, T right) {
  auto result = tiny_like(left);
  const auto* a = static_cast<const T*>(left.data_ptr());
  auto* out = static_cast<T*>(result.data_ptr());
  for (int64_t i = 0, n = left.numel(); i < n; i++) out[i] = apply<Operation, T>(a[i], right);
  return to_tiny_value(std::move(result));
}

template <char Operation>
at::Tensor by_kernel(const at::Tensor& left, const at::Tensor& right) {
  if constexpr (Operation == '+') return at::cpu::add(left, right);
  if constexpr (Operation == '-') return at::cpu::sub(left, right);
  if constexpr (Operation == '*') return at::cpu::mul(left, right);
  return at::cpu::div(left, right);
}

template <char Operation>
Value arithmetic(const at::Tensor& left, const at::Tensor& right) {
  if (no_modes() && is_plain(left) && is_plain(right)) {
    if (left.scalar_type() == right.scalar_type() && left.sizes() == right.sizes() && is_tiny(left) && is_tiny(right)) {
      if (left.scalar_type() == at::kFloat) return tiny_tensors<Operation, float>(left, right);
      if (left.scalar_type() == at::kDouble) return tiny_tensors<Operation, double>(left, right);
    }
    return to_value(by_kernel<Operation>(left, right));
  }
  if constexpr (Operation == '+') return to_value(at::add(left, right));
  if constexpr (Operation == '-') return to_value(at::sub(left, right));
  if constexpr (Operation == '*') return to_value(at::mul(left, right));
  return to_value(at::div(left, right));
}

template <char Operation>
Value arithmetic(const at::Tensor& left, const Value& right) {
  if (no_modes() && is_plain(left)) {
    if (right.tag != kBool && is_tiny(left)) {
      const double number = right.tag == kInt ? static_cast<double>(right.payload) : as_double(right.payload);
      const bool is_exact = right.tag == kDouble || std::abs(number) < 9007199254740992.0;  // 2^53: the integer survives the double
      if (is_exact && left.scalar_type() == at::kDouble) return tiny_scalar<Operation, double>(left, number);
      if (is_exact && left.scalar_type() == at::kFloat && std::abs(number) <= std::numeric_limits<float>::max())
        return tiny_scalar<Operation, float>(left, static_cast<float>(number));
    }
    auto wrapped = c10::scalar_to_tensor(number_at(right));
    wrapped.unsafeGetTensorImpl()->set_wrapped_number(true);  // a number never widens the tensor's type
    return to_value(by_kernel<Operation>(left, wrapped));
  }
  const auto number = number_at(right);
  if constexpr (Operation == '+') return to_value(at::add(left, number));
  if constexpr (Operation == '-') return to_value(at::sub(left, number));
  if constexpr (Operation == '*') return to_value(at::mul(left, number));
  return to_value(at::div(left, number));
}

template <char Operation, bool HasAlpha>
bool with_tensor(const Value* a, Value* r) {
  if (HasAlpha && !is_one(a[2])) return false;
  *r = arithmetic<Operation>(tensor_at(a[0]), tensor_at(a[1]));
  return true;
}

template <char Operation, bool HasAlpha>
bool with_number(const Value* a, Value* r) {
  if (!is_number(a[1]) || (HasAlpha && !is_one(a[2]))) return false;
  *r = arithmetic<Operation>(tensor_at(a[0]), a[1]);
  return true;
}

using Unary = at::Tensor (*)(const at::Tensor&);

template <Unary Function, Unary Kernel = Function>
bool unary(const Value* a, Value* r) {
  const auto& self = tensor_at(a[0]);
  *r = to_value(Function != Kernel && no_modes() && is_plain(self) ? Kernel(self) : Function(self));
  return true;
}

bool is_matrix(const at::Tensor& tensor) {
  constexpr int64_t kLargest = 512;  // beyond it the way to the kernel is nothing beside the kernel
  return tensor.dim() == 2 && tensor.size(0) > 1 && tensor.size(0) <= kLargest && tensor.size(1) > 1 && tensor.size(1) <= kLargest && tensor.is_contiguous();
}

using Int = const int*;

template <typename T>
using Gemm = void (*)(const char*, const char*, Int, Int, Int, const T*, const T*, Int, const T*, Int, const T*, T*, Int);

// C = A B by the call of the BLAS that mm's kernel ends in: row-major C is column-major C' = B' A'.
template <typename T>
at::Tensor product(Gemm<T> gemm, const at::Tensor& left, const at::Tensor& right) {
  const auto rows = static_cast<int>(left.size(0)), inner = static_cast<int>(left.size(1)), columns = static_cast<int>(right.size(1));
  const int64_t sizes[] = {rows, columns};
  auto result = tiny_empty(sizes, sizes[0] * sizes[1], left.dtype());
  const T one = 1, zero = 0;
  gemm("n", "n", &columns, &rows, &inner, &one, static_cast<const T*>(right.data_ptr()), &columns, static_cast<const T*>(left.data_ptr()), &inner, &zero,
      static_cast<T*>(result.data_ptr()), &columns);
  return result;
}

at::Tensor matrix_product(const at::Tensor& left, const at::Tensor& right) {
  if (!no_modes() || !is_plain(left) || !is_plain(right)) return at::mm(left, right);
  if (left.scalar_type() == right.scalar_type() && is_matrix(left) && is_matrix(right) && left.size(1) == right.size(0)) {
    if (sgemm_ != nullptr && left.scalar_type() == at::kFloat) return product<float>(sgemm_, left, right);
    if (dgemm_ != nullptr && left.scalar_type() == at::kDouble) return product<double>(dgemm_, left, right);
  }
  return at::cpu::mm(left, right);
}

// x W' + b of a matrix, without the view of W' that only a graph would need to know of.
at::Tensor affine(const at::Tensor& input, const at::Tensor& weight, const c10::optional<at::Tensor>& bias) {
  if (!bias.has_value() || input.dim() != 2 || weight.dim() != 2 || !no_modes() || !is_plain(input) || !is_plain(weight) || !is_plain(*bias))
    return at::linear(input, weight, bias);
  auto transposed = at::detail::make_tensor<c10::TensorImpl>(c10::TensorImpl::VIEW, c10::Storage(weight.storage()), weight.key_set(), weight.dtype());
  const int64_t sizes[] = {weight.size(1), weight.size(0)}, strides[] = {weight.stride(1), weight.stride(0)};
  transposed.unsafeGetTensorImpl()->set_sizes_and_strides(at::IntArrayRef(sizes), at::IntArrayRef(strides));
  transposed.unsafeGetTensorImpl()->set_storage_offset(weight.storage_offset());
  return at::cpu::addmm(*bias, input, transposed, 1, 1);
}

template <at::Tensor (*Function)(const at::Tensor&, int64_t)>
bool along(const Value* a, Value* r) {
  *r = to_value(Function(tensor_at(a[0]), a[1].payload));
  return true;
}

#if TORCH_VERSION_MAJOR == 1
#define ENGRAM_VIEW_FUNCTIONS nullptr
#elif TORCH_VERSION_MAJOR > 2 || TORCH_VERSION_MINOR >= 6
#define ENGRAM_VIEW_FUNCTIONS nullptr, nullptr
#endif

// One element or a range along a dimension (step 0: the element, which leaves the dimension out), made here with the same view
// record as libtorch's own: later in-place changes of either side find each other. An undefined tensor where it does not apply.
at::Tensor plain_view(const at::Tensor& self, int64_t dimension, int64_t start, int64_t stop, int64_t step) {
#ifdef ENGRAM_VIEW_FUNCTIONS
  const auto dimensions = self.dim();
  if (dimension < 0) dimension += dimensions;
  if (dimension < 0 || dimension >= dimensions || step < 0 || !no_modes() || !is_plain(self)) return {};
  const auto size = self.size(dimension);
  c10::SmallVector<int64_t, 5> sizes(self.sizes().begin(), self.sizes().end()), strides(self.strides().begin(), self.strides().end());
  if (start < 0) start += size;
  const auto stride = strides[dimension];
  if (step == 0) {
    if (start < 0 || start >= size) return {};
    sizes.erase(sizes.begin() + dimension);
    strides.erase(strides.begin() + dimension);
  } else {
    start = std::clamp<int64_t>(start, 0, size);
    stop = std::clamp(stop < 0 ? stop + size : stop, start, size);
    sizes[dimension] = (stop - start) / step + ((stop - start) % step != 0);
    strides[dimension] *= step;
  }
  auto view = at::detail::make_tensor<c10::TensorImpl>(c10::TensorImpl::VIEW, c10::Storage(self.storage()), self.key_set(), self.dtype());
  view.unsafeGetTensorImpl()->set_sizes_and_strides(sizes, strides);
  view.unsafeGetTensorImpl()->set_storage_offset(self.storage_offset() + start * stride);
  const auto creation = c10::GradMode::is_enabled() ? torch::autograd::CreationMeta::DEFAULT : torch::autograd::CreationMeta::NO_GRAD_MODE;
  return torch::autograd::as_view(self, view, true, true, ENGRAM_VIEW_FUNCTIONS, creation);
#else
  return {};
#endif
}

Direct find_direct(const std::string& name) {
  static const std::unordered_map<std::string, Direct> table = {
      {"aten::add.Tensor", with_tensor<'+', true>}, {"aten::add.Scalar", with_number<'+', true>},
      {"aten::sub.Tensor", with_tensor<'-', true>}, {"aten::sub.Scalar", with_number<'-', true>},
      {"aten::mul.Tensor", with_tensor<'*', false>}, {"aten::mul.Scalar", with_number<'*', false>},
      {"aten::div.Tensor", with_tensor<'/', false>}, {"aten::div.Scalar", with_number<'/', false>},
      {"aten::div.Tensor_mode", [](const Value* a, Value* r) { return a[2].tag == kNone && with_tensor<'/', false>(a, r); }},
      {"aten::div.Scalar_mode", [](const Value* a, Value* r) { return a[2].tag == kNone && with_number<'/', false>(a, r); }},
      {"aten::neg", unary<at::neg, at::cpu::neg>}, {"aten::relu", unary<at::relu, at::cpu::relu>}, {"aten::exp", unary<at::exp, at::cpu::exp>},
      {"aten::log", unary<at::log, at::cpu::log>}, {"aten::tanh", unary<at::tanh, at::cpu::tanh>}, {"aten::sigmoid", unary<at::sigmoid, at::cpu::sigmoid>},
      {"aten::sqrt", unary<at::sqrt, at::cpu::sqrt>}, {"aten::silu", unary<at::silu, at::cpu::silu>}, {"aten::abs", unary<at::abs>},
      {"aten::square", unary<at::square>}, {"aten::t", unary<at::t>}, {"aten::detach", unary<at::detach>},
      {"aten::mm", [](const Value* a, Value* r) { *r = to_value(matrix_product(tensor_at(a[0]), tensor_at(a[1]))); return true; }}, {"aten::bmm", [](const Value* a, Value* r) {
         const auto &left = tensor_at(a[0]), &right = tensor_at(a[1]);
         *r = to_value(no_modes() && is_plain(left) && is_plain(right) ? at::cpu::bmm(left, right) : at::bmm(left, right));
         return true;
       }},
      {"aten::unsqueeze", along<at::unsqueeze>},
      {"aten::matmul", [](const Value* a, Value* r) {
         // two matrices are what mm multiplies: the composite matmul only looks that up
         const auto &left = tensor_at(a[0]), &right = tensor_at(a[1]);
         *r = to_value(left.dim() == 2 && right.dim() == 2 ? matrix_product(left, right) : at::matmul(left, right));
         return true;
       }},
      {"aten::linear", [](const Value* a, Value* r) { *r = to_value(affine(tensor_at(a[0]), tensor_at(a[1]), optional_tensor_at(a[2]))); return true; }},
      {"aten::addmm", [](const Value* a, Value* r) {
         if (!is_number(a[3]) || !is_number(a[4])) return false;
         *r = to_value(at::addmm(tensor_at(a[0]), tensor_at(a[1]), tensor_at(a[2]), number_at(a[3]), number_at(a[4])));
         return true;
       }},
      {"aten::sum", [](const Value* a, Value* r) { *r = to_value(at::sum(tensor_at(a[0]), optional_dtype_at(a[1]))); return true; }},
      {"aten::mean", [](const Value* a, Value* r) { *r = to_value(at::mean(tensor_at(a[0]), optional_dtype_at(a[1]))); return true; }},
      {"aten::sum.dim_IntList", [](const Value* a, Value* r) {
         if (a[1].tag != kIntList) return false;
         *r = to_value(at::sum(tensor_at(a[0]), ints_at(a[1]), a[2].payload != 0, optional_dtype_at(a[3])));
         return true;
       }},
      {"aten::mean.dim", [](const Value* a, Value* r) {
         if (a[1].tag != kIntList) return false;
         *r = to_value(at::mean(tensor_at(a[0]), ints_at(a[1]), a[2].payload != 0, optional_dtype_at(a[3])));
         return true;
       }},
      {"aten::select.int", [](const Value* a, Value* r) {
         const auto& self = tensor_at(a[0]);
         auto view = plain_view(self, a[1].payload, a[2].payload, 0, 0);
         *r = view.defined() ? to_tiny_value(std::move(view)) : to_value(at::select(self, a[1].payload, a[2].payload));
         return true;
       }},
      {"aten::slice.Tensor", [](const Value* a, Value* r) {
         const auto& self = tensor_at(a[0]);
         const auto start = optional_int_at(a[2]), stop = optional_int_at(a[3]);
         auto view = a[4].payload <= 0 ? at::Tensor() : plain_view(self, a[1].payload, start.value_or(0), stop.value_or(INT64_MAX), a[4].payload);
         *r = view.defined() ? to_tiny_value(std::move(view)) : to_value(at::slice(self, a[1].payload, start, stop, a[4].payload));
         return true;
       }},
      {"aten::transpose.int", [](const Value* a, Value* r) { *r = to_value(at::transpose(tensor_at(a[0]), a[1].payload, a[2].payload)); return true; }},
      {"aten::view", [](const Value* a, Value* r) { *r = to_value(tensor_at(a[0]).view(ints_at(a[1]))); return true; }},
      {"aten::reshape", [](const Value* a, Value* r) { *r = to_value(at::reshape(tensor_at(a[0]), ints_at(a[1]))); return true; }},
      {"aten::permute", [](const Value* a, Value* r) { *r = to_value(at::permute(tensor_at(a[0]), ints_at(a[1]))); return true; }},
      {"aten::softmax.int", [](const Value* a, Value* r) { *r = to_value(at::softmax(tensor_at(a[0]), a[1].payload, optional_dtype_at(a[2]))); return true; }},
      {"aten::log_softmax.int", [](const Value* a, Value* r) { *r = to_value(at::log_softmax(tensor_at(a[0]), a[1].payload, optional_dtype_at(a[2]))); return true; }},
      {"aten::layer_norm", [](const Value* a, Value* r) {
         if (a[4].tag != kDouble) return false;
         *r = to_value(at::layer_norm(tensor_at(a[0]), ints_at(a[1]), optional_tensor_at(a[2]), optional_tensor_at(a[3]), as_double(a[4].payload), a[5].payload != 0));
         return true;
       }},
  };
  const auto found = table.find(name);
  return found == table.end() ? nullptr : found->second;
}

}  // namespace

// ---- library ---------------------------------------------------------------------------------------------------------------

EXPORT const char* engram_last_error() { return last_error.c_str(); }

EXPORT const char* engram_version() { return TORCH_VERSION; }

EXPORT void engram_free(void* memory) { std::free(memory); }

EXPORT const char* engram_schemas() {
  const char* text = nullptr;
  guarded([&] {
    std::ostringstream out;
    for (const auto& name : c10::Dispatcher::singleton().getAllOpNames()) {
      const auto op = c10::Dispatcher::singleton().findSchema(name);
      if (op.has_value() && name.name.rfind("aten::", 0) == 0) out << op->schema() << '\n';
    }
    text = keep(out.str());
  });
  return text;
}

EXPORT int engram_get_threads(int interop) {
  int count = 0;
  guarded([&] { count = static_cast<int>(interop ? at::get_num_interop_threads() : at::get_num_threads()); });
  return count;
}

// OpenBLAS keeps a thread pool of its own, which at::set_num_threads does not reach; its idle threads spin.
static void set_blas_threads(int count) {
  for (const char* name : {"libblas.so.3", "libopenblas.so.0"}) {
    void* library = dlopen(name, RTLD_LAZY | RTLD_NOLOAD);
    if (library == nullptr) continue;
    if (auto* set = reinterpret_cast<void (*)(int)>(dlsym(library, "openblas_set_num_threads"))) set(count);
    dlclose(library);
  }
}

EXPORT int engram_set_threads(int interop, int count) {
  return guarded([&] {
    TORCH_CHECK(count > 0, "expected at least 1 thread, got ", count);
    interop ? at::set_num_interop_threads(count) : at::set_num_threads(count);
    if (!interop) set_blas_threads(count);
  });
}

EXPORT int engram_set_default_dtype(int32_t dtype) {
  return guarded([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<c10::ScalarType>(dtype))); });
}

// what: 0 CUDA present, 1 CUDA devices, 2 cuDNN, 3 MKL-DNN, 4 MKL, 5 LAPACK, 6 OpenMP
EXPORT int engram_query(int what) {
  int answer = 0;
  guarded([&] {
    switch (what) {
      case 0: answer = at::hasCUDA() && at::detail::getCUDAHooks().getNumGPUs() > 0; break;
      case 1: answer = at::hasCUDA() ? at::detail::getCUDAHooks().getNumGPUs() : 0; break;
      case 2: answer = at::detail::getCUDAHooks().compiledWithCuDNN(); break;
      case 3: answer = at::hasMKLDNN(); break;
      case 4: answer = at::hasMKL(); break;
      case 5: answer = at::hasLAPACK(); break;
      case 6: answer = at::hasOpenMP(); break;
      default: break;
    }
  });
  return answer;
}

// flag: 0 deterministic algorithms, 1 warn only, 2 TF32 in cuBLAS, 3 TF32 in cuDNN, 4 MKL-DNN
EXPORT int engram_get_flag(int flag) {
  int answer = 0;
  guarded([&] {
    auto& context = at::globalContext();
    switch (flag) {
      case 0: answer = context.deterministicAlgorithms(); break;
      case 1: answer = context.deterministicAlgorithmsWarnOnly(); break;
      case 2: answer = context.allowTF32CuBLAS(); break;
      case 3: answer = context.allowTF32CuDNN(); break;
      case 4: answer = context.userEnabledMkldnn(); break;
      default: break;
    }
  });
  return answer;
}

EXPORT int engram_set_flag(int flag, int value) {
  return guarded([&] {
    auto& context = at::globalContext();
    switch (flag) {
      case 0: context.setDeterministicAlgorithms(value != 0, context.deterministicAlgorithmsWarnOnly()); break;
      case 1: context.setDeterministicAlgorithms(context.deterministicAlgorithms(), value != 0); break;
      case 2: context.setAllowTF32CuBLAS(value != 0); break;
      case 3: context.setAllowTF32CuDNN(value != 0); break;
      case 4: context.setUserEnabledMkldnn(value != 0); break;
      default: break;
    }
  });
}

EXPORT int engram_cuda_synchronize(int32_t device) {
  return guarded([&] { at::detail::getCUDAHooks().deviceSynchronize(static_cast<c10::DeviceIndex>(device)); });
}

// ---- operators -------------------------------------------------------------------------------------------------------------

// The handle of an operator overload; null where this libtorch does not have it.
EXPORT const c10::OperatorHandle* engram_operator(const char* name, const char* overload) {
  const c10::OperatorHandle* handle = nullptr;
  guarded([&] {
    const auto found = c10::Dispatcher::singleton().findSchema({name, overload});
    if (!found.has_value()) return;
    const std::string full_name = *overload == 0 ? std::string(name) : std::string(name) + "." + overload;
    handle = new BoundOperator(*found, find_direct(full_name));  // lives as long as the process, like the registry
  });
  return handle;
}

EXPORT int engram_operator_arguments(const c10::OperatorHandle* op) { return op == nullptr ? -1 : static_cast<const BoundOperator*>(op)->arguments; }

EXPORT int engram_call(const c10::OperatorHandle* op, const Value* arguments, int32_t count, Value* results, int32_t capacity, int32_t* result_count) {
  return guarded([&] {
    TORCH_CHECK(op != nullptr, "the operator handle is null");
    const auto* bound = static_cast<const BoundOperator*>(op);
    TORCH_CHECK(count == bound->arguments, "expected ", bound->arguments, " arguments, got ", count);
    if (bound->direct != nullptr && capacity > 0 && bound->direct(arguments, results)) {
      *result_count = 1;
      return;
    }
    const auto& schema = op->schema();
    c10::Stack stack;
    stack.reserve(std::max<size_t>(count, 4));
    for (int32_t i = 0; i < count; i++) stack.push_back(to_ivalue(arguments[i], schema.arguments()[i].type()));
    op->callBoxed(&stack);
    TORCH_CHECK(stack.size() <= static_cast<size_t>(capacity), "expected at most ", capacity, " results, got ", stack.size());
    *result_count = static_cast<int32_t>(stack.size());
    size_t done = 0;
    try {
      for (; done < stack.size(); done++) results[done] = to_value(std::move(stack[done]));
    } catch (...) {
      while (done > 0) release(results[--done]);  // what was handed over already comes back
      throw;
    }
  });
}

// ---- tensors ---------------------------------------------------------------------------------------------------------------

// All that C# caches of a tensor, in one call. Sizes and strides stay owned by the tensor.
struct Metadata {
  int64_t dimensions;
  int64_t elements;
  int64_t element_size;
  int64_t storage_offset;
  void* data;
  const int64_t* sizes;
  const int64_t* strides;
  int64_t device;
  int32_t dtype;
  int32_t flags;  // 1 contiguous, 2 sparse, 4 leaf, 8 requires grad, 16 complex-conjugate view, 32 negative view, 64 inference tensor
};

EXPORT int engram_tensor_metadata(Handle handle, Metadata* metadata) {
  return guarded([&] {
    const auto tensor = borrow(handle);
    const bool strided = tensor.layout() == at::kStrided;
    metadata->dimensions = tensor.dim();
    metadata->elements = tensor.numel();
    metadata->element_size = static_cast<int64_t>(tensor.element_size());
    metadata->storage_offset = strided ? tensor.storage_offset() : 0;
    metadata->data = strided && tensor.has_storage() && tensor.storage().data_ptr() ? tensor.data_ptr() : nullptr;
    metadata->sizes = tensor.sizes().data();
    metadata->strides = strided ? tensor.strides().data() : nullptr;
    metadata->device = (static_cast<int64_t>(tensor.device().type()) << 32) | static_cast<uint32_t>(static_cast<int32_t>(tensor.device().index()));
    metadata->dtype = static_cast<int32_t>(tensor.scalar_type());
    metadata->flags = (strided && tensor.is_contiguous() ? 1 : 0) | (tensor.is_sparse() ? 2 : 0) | (tensor.is_leaf() ? 4 : 0)
        | (tensor.requires_grad() ? 8 : 0) | (tensor.is_conj() ? 16 : 0) | (tensor.is_neg() ? 32 : 0) | (tensor.is_inference() ? 64 : 0);
  });
}

// The bits of the only element of a tensor in this process's memory, and its dtype; -1 where the general way must be taken.
EXPORT int engram_tensor_item(Handle handle, int64_t* bits) {
  int dtype = -1;
  guarded([&] {
    TORCH_CHECK(handle != nullptr, "the tensor handle is null");
    const auto& tensor = *reinterpret_cast<const at::Tensor*>(&handle);
    if (tensor.numel() != 1 || !tensor.is_cpu() || tensor.layout() != at::kStrided || tensor.is_conj() || tensor.is_neg() || tensor.element_size() > 8) return;
    *bits = 0;
    std::memcpy(bits, tensor.data_ptr(), tensor.element_size());
    dtype = static_cast<int>(tensor.scalar_type());
  });
  return dtype;
}

EXPORT void engram_tensor_release(Handle handle) {
  if (handle != nullptr) guarded([&] { adopt(handle); });
}

EXPORT Handle engram_tensor_alias(Handle handle) {
  Handle result = nullptr;
  guarded([&] { result = own(borrow(handle)); });
  return result;
}

EXPORT int engram_tensor_from_memory(void* data, const int64_t* sizes, int32_t dimensions, int32_t dtype, void (*release)(void*), void* context, Handle* result) {
  return guarded([&] {
    const auto options = at::TensorOptions(static_cast<c10::ScalarType>(dtype));
    const at::IntArrayRef shape(sizes, dimensions);
    *result = own(release == nullptr ? at::from_blob(data, shape, options)
                                     : at::from_blob(data, shape, [release, context](void*) { release(context); }, options));
  });
}

EXPORT int engram_tensor_set_requires_grad(Handle handle, int value) {
  return guarded([&] { borrow(handle).set_requires_grad(value != 0); });
}

EXPORT int engram_tensor_grad(Handle handle, Handle* result) {
  return guarded([&] { *result = own(borrow(handle).grad()); });
}

EXPORT int engram_tensor_set_grad(Handle handle, Handle grad) {
  return guarded([&] { borrow(handle).mutable_grad() = borrow_optional(grad); });
}

EXPORT int engram_tensor_retain_grad(Handle handle) {
  return guarded([&] { borrow(handle).retain_grad(); });
}

EXPORT int engram_tensor_set_data(Handle handle, Handle source) {
  return guarded([&] { borrow(handle).set_data(borrow(source)); });
}

// ---- autograd --------------------------------------------------------------------------------------------------------------

// mode: 0 gradients enabled, 1 inference mode, 2 anomaly detection, 3 anomaly detection looks for NaN
EXPORT int engram_get_mode(int mode) {
  int answer = 0;
  guarded([&] {
    switch (mode) {
      case 0: answer = c10::GradMode::is_enabled(); break;
      case 1: answer = c10::InferenceMode::is_enabled(); break;
      case 2: answer = torch::autograd::AnomalyMode::is_enabled(); break;
      default: answer = torch::autograd::AnomalyMode::should_check_nan(); break;
    }
  });
  return answer;
}

EXPORT int engram_set_grad_mode(int enabled) {
  return guarded([&] { c10::GradMode::set_enabled(enabled != 0); });
}

EXPORT void* engram_inference_mode_enter(int enabled) {
  void* guard = nullptr;
  guarded([&] { guard = new c10::InferenceMode(enabled != 0); });
  return guard;
}

EXPORT void engram_inference_mode_leave(void* guard) { guarded([&] { delete static_cast<c10::InferenceMode*>(guard); }); }

EXPORT int engram_set_anomaly_mode(int enabled, int check_nan) {
  return guarded([&] { torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0); });
}

EXPORT int engram_backward(const Handle* outputs, int32_t output_count, const Handle* gradients, int32_t gradient_count, int retain_graph, int create_graph, const Handle* inputs, int32_t input_count) {
  return guarded([&] {
    torch::autograd::backward(tensors(outputs, output_count), tensors(gradients, gradient_count),
        c10::optional<bool>(retain_graph != 0 || create_graph != 0), create_graph != 0, tensors(inputs, input_count));
  });
}

EXPORT int engram_grad(const Handle* outputs, int32_t output_count, const Handle* inputs, int32_t input_count, const Handle* gradients, int32_t gradient_count, int retain_graph, int create_graph, int allow_unused, Value* results) {
  return guarded([&] {
    auto found = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count), tensors(gradients, gradient_count),
        c10::optional<bool>(retain_graph != 0 || create_graph != 0), create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < found.size(); i++) results[i] = found[i].defined() ? to_value(std::move(found[i])) : Value{0, kNone, 0};
  });
}

namespace {

// A function on the other side, kept alive as long as libtorch may call it.
struct Managed {
  void (*release)(void*);
  void* context;
  Managed(void (*release)(void*), void* context) : release(release), context(context) {}
  Managed(const Managed&) = delete;
  ~Managed() { release(context); }
};

// An exception on the other side arrives as a UTF-8 message that was allocated with malloc.
void check_managed(int status, char* message) {
  if (status == 0) return;
  const std::string text = message == nullptr ? "a function called from the backward pass failed" : message;
  std::free(message);
  TORCH_CHECK(false, text);
}

}  // namespace

// The hook receives the gradient (a handle that it owns) and may give a replacement (a handle given to us). `release` is called
// once, when the hook is removed or its tensor is gone, and also when this call fails.
EXPORT int engram_hook_add(Handle handle, int (*hook)(void*, Handle, Handle*, char**), void (*release)(void*), void* context, uint32_t* id) {
  return guarded([&] {
    auto owner = std::make_shared<Managed>(release, context);
    *id = borrow(handle).register_hook([hook, owner](const at::Tensor& gradient) -> at::Tensor {
      Handle replaced = nullptr;
      char* message = nullptr;
      const int status = hook(owner->context, own(gradient), &replaced, &message);
      check_managed(status, message);
      return adopt(replaced);
    });
  });
}

EXPORT int engram_hook_remove(Handle handle, uint32_t id) {
  return guarded([&] { borrow(handle).remove_hook(id); });
}

namespace {

using Backward = int (*)(void* context, const Handle* gradients, int32_t gradient_count, const Handle* saved, int32_t saved_count, Handle* results, int32_t result_count, char** message);

// A node of the graph whose backward pass is written in C#.
struct ManagedNode : torch::autograd::Node {
  ManagedNode(Backward backward, void (*release)(void*), void* context, std::string title)
      : managed(release, context), backward(backward), title(std::move(title)) {}

  Managed managed;
  Backward backward;
  std::string title;
  std::vector<torch::autograd::SavedVariable> saved;

  // The callee owns the gradients and the saved tensors (null where undefined); it fills the results with handles for us (null:
  // no gradient).
  torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
    const auto count = static_cast<int32_t>(num_outputs());
    torch::autograd::variable_list kept;
    for (const auto& variable : saved) kept.push_back(variable.unpack(shared_from_this()));  // may throw: changed in place, or freed
    std::vector<Handle> given, restored, results(count, nullptr);
    for (auto& gradient : gradients) given.push_back(own(std::move(gradient)));
    for (auto& tensor : kept) restored.push_back(own(std::move(tensor)));
    char* message = nullptr;
    const int status = backward(managed.context, given.data(), static_cast<int32_t>(given.size()), restored.data(), static_cast<int32_t>(restored.size()), results.data(), count, &message);
    torch::autograd::variable_list list;
    for (auto* handle : results) list.push_back(adopt(handle));
    check_managed(status, message);
    return list;
  }

  void release_variables() override {
    for (auto& variable : saved) variable.reset_data();
  }

  std::string name() const override { return title; }
};

}  // namespace

// Attaches a C# backward pass between `inputs` (null handles allowed: no gradient) and `outputs`, which a forward pass without
// gradients has produced. The outputs' handles stay the same tensors. changed[i]: output i is an input that was changed in
// place. saved_is_output[i]: saved tensor i is an output, which its node must not
// keep alive.
EXPORT int engram_custom_function(const char* name, const Handle* inputs, int32_t input_count, const Handle* outputs, const uint8_t* changed, int32_t output_count,
    const Handle* saved, const uint8_t* saved_is_output, int32_t saved_count, Backward backward, void (*release)(void*), void* context) {
  return guarded([&] {
    auto node = std::shared_ptr<ManagedNode>(new ManagedNode(backward, release, context, name), torch::autograd::deleteNode);
    node->set_next_edges(torch::autograd::collect_next_edges(tensors(inputs, input_count)));
    for (int32_t i = 0; i < output_count; i++) {
      auto tensor = borrow(outputs[i]);
      if (changed[i]) {
        TORCH_CHECK(!(tensor.is_leaf() && tensor.requires_grad()), "a leaf tensor that requires a gradient was changed in place and marked dirty; change a clone of it");
        const auto number = node->add_input_metadata(tensor);
        torch::autograd::impl::rebase_history(tensor, {node, number});
      } else {
        torch::autograd::set_history(tensor, node);
      }
    }
    for (int32_t i = 0; i < saved_count; i++) node->saved.emplace_back(borrow_optional(saved[i]), saved_is_output[i] != 0);
  });
}

// ---- random numbers --------------------------------------------------------------------------------------------------------

EXPORT at::Generator* engram_generator_new(int64_t device, int64_t seed) {
  at::Generator* generator = nullptr;
  guarded([&] {
    TORCH_CHECK(as_device(device).is_cpu(), "a generator of its own is offered on the CPU only; use the default generator of the device");
    generator = new at::Generator(at::detail::createCPUGenerator(static_cast<uint64_t>(seed)));
  });
  return generator;
}

EXPORT at::Generator* engram_generator_default(int64_t device) {
  at::Generator* generator = nullptr;
  guarded([&] { generator = new at::Generator(at::globalContext().defaultGenerator(as_device(device))); });
  return generator;
}

namespace {

at::Generator& generator_at(at::Generator* generator) {
  TORCH_CHECK(generator != nullptr, "the generator handle is null: the generator was disposed or never created");
  return *generator;
}

}  // namespace

EXPORT void engram_generator_release(at::Generator* generator) {
  guarded([&] { delete generator; });
}

EXPORT int engram_generator_set_seed(at::Generator* generator, int64_t seed) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator_at(generator).mutex());
    generator->set_current_seed(static_cast<uint64_t>(seed));
  });
}

EXPORT int64_t engram_generator_seed(at::Generator* generator, int fresh) {
  int64_t seed = 0;
  guarded([&] {
    std::lock_guard<std::mutex> lock(generator_at(generator).mutex());
    seed = static_cast<int64_t>(fresh ? generator->seed() : generator->current_seed());
  });
  return seed;
}

EXPORT int engram_generator_get_state(at::Generator* generator, Handle* state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator_at(generator).mutex());
    *state = own(generator->get_state());
  });
}

EXPORT int engram_generator_set_state(at::Generator* generator, Handle state) {
  return guarded([&] {
    std::lock_guard<std::mutex> lock(generator_at(generator).mutex());
    generator->set_state(borrow(state));
  });
}

EXPORT int engram_manual_seed(int64_t seed) {
  return guarded([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}
