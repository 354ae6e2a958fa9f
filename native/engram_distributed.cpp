// Collectives between processes: libtorch's own c10d with Gloo, as few C functions. Built apart from engram_torch.cpp, when the first
// group of processes is wanted. Every function returns 0, or 1 with a message in `error`.
#include <c10/util/intrusive_ptr.h>
#include <ATen/ATen.h>
#define USE_C10D_GLOO 1
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <string>
#include <vector>

#define EXPORT extern "C" __attribute__((visibility("default")))

namespace {

struct Group {
  c10::intrusive_ptr<c10d::Store> store;
  c10::intrusive_ptr<c10d::ProcessGroupGloo> gloo;
};

constexpr int error_length = 1024;

template <typename Work>
int guarded(char* error, Work work) {
  try {
    work();
    return 0;
  } catch (const c10::Error& e) {
    std::snprintf(error, error_length, "%s", e.what_without_backtrace());
  } catch (const std::exception& e) {
    std::snprintf(error, error_length, "%s", e.what());
  } catch (...) {
    std::snprintf(error, error_length, "an unknown native exception");
  }
  return 1;
}

at::Tensor over(void* data, int64_t count, int type) {
  return at::from_blob(data, {count}, at::TensorOptions().dtype(static_cast<at::ScalarType>(type)));
}

}  // namespace

// Joins the group of `size` processes whose rank 0 listens at host:port; waits for all of them.
EXPORT int engram_group_join(const char* host, int port, int rank, int size, double seconds, const char* name, Group** group, char* error) {
  return guarded(error, [&] {
    const auto limit = std::chrono::milliseconds(static_cast<int64_t>(seconds * 1000));
    c10d::TCPStoreOptions options;
    options.port = static_cast<std::uint16_t>(port);
    options.isServer = rank == 0;
    options.numWorkers = static_cast<std::size_t>(size);
    options.timeout = limit;
    auto joined = std::make_unique<Group>();
    joined->store = c10::make_intrusive<c10d::TCPStore>(host, options);
    joined->store->setTimeout(limit);
    auto gloo = c10d::ProcessGroupGloo::Options::create(limit);
    // by default Gloo binds to the address of the machine's own name, which need not be reachable; one machine talks over loopback
    gloo->devices.push_back(std::strcmp(host, "127.0.0.1") == 0 || std::strcmp(host, "localhost") == 0
        ? c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1") : c10d::ProcessGroupGloo::createDefaultDevice());
    gloo->threads = 2;
    joined->gloo = c10::make_intrusive<c10d::ProcessGroupGloo>(c10::make_intrusive<c10d::PrefixStore>(name, joined->store), rank, size, gloo);
    *group = joined.release();
  });
}

// In place; operation: 0 sum, 1 minimum, 2 maximum. `type` is an at::ScalarType.
EXPORT int engram_group_all_reduce(Group* group, void* data, int64_t count, int type, int operation, char* error) {
  return guarded(error, [&] {
    c10d::AllreduceOptions options;
    options.reduceOp = operation == 0 ? c10d::ReduceOp::SUM : operation == 1 ? c10d::ReduceOp::MIN : c10d::ReduceOp::MAX;
    std::vector<at::Tensor> tensors{over(data, count, type)};
    group->gloo->allreduce(tensors, options)->wait();
  });
}

EXPORT int engram_group_broadcast(Group* group, void* data, int64_t count, int type, int root, char* error) {
  return guarded(error, [&] {
    c10d::BroadcastOptions options;
    options.rootRank = root;
    std::vector<at::Tensor> tensors{over(data, count, type)};
    group->gloo->broadcast(tensors, options)->wait();
  });
}

EXPORT int engram_group_barrier(Group* group, char* error) {
  return guarded(error, [&] { group->gloo->barrier()->wait(); });
}

EXPORT void engram_group_leave(Group* group) {
  char error[error_length];
  guarded(error, [&] { delete group; });
}
