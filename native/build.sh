#!/usr/bin/env bash
# Builds libengram_torch.so against the libtorch found by LIBTORCH, then CONDA_PREFIX, then the system.
# One build for each libtorch version and source, kept in artifacts/native/<key>/; prints the library's path.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${ENGRAM_NATIVE_CACHE:-$here/../artifacts/native}

fail() { printf 'engram: %s\n' "$1" >&2; exit 1; }

# A libtorch root holds include/ATen/ATen.h, or, for conda's pytorch, include below the Python package.
find_libtorch() {
  local root include library
  for root in "${LIBTORCH:-}" "${CONDA_PREFIX:-}" /usr /usr/local; do
    [ -n "$root" ] || continue
    [ -f "$root/include/ATen/ATen.h" ] || continue
    include=$root/include
    for library in "$root/lib" "$root/lib64" "$root/lib/$(uname -m)-linux-gnu"; do
      if compgen -G "$library/libtorch_cpu.*" >/dev/null; then
        printf '%s\n%s\n' "$include" "$library"
        return 0
      fi
    done
  done
  return 1
}

mapfile -t found < <(find_libtorch) || true
[ "${#found[@]}" -eq 2 ] || fail "libtorch was not found (looked in LIBTORCH, CONDA_PREFIX, /usr, /usr/local).
  Debian or Ubuntu:  sudo apt-get install --no-install-recommends libtorch-dev libopenblas0-pthread g++
  anywhere else:     conda env create -f environment.yml && conda activate engram"
include=${found[0]} library=${found[1]}
compiler=${CXX:-g++}
command -v "$compiler" >/dev/null || fail "no C++ compiler '$compiler'. Install g++ (apt-get install g++) or set CXX."

version_header=$include/torch/csrc/api/include/torch/version.h
[ -f "$include/torch/version.h" ] && version_header=$include/torch/version.h
version=$(sed -nE 's/^#define TORCH_VERSION_(MAJOR|MINOR|PATCH) +([0-9]+)/\2/p' "$version_header" 2>/dev/null | paste -sd.)
[ -n "$version" ] || version=unknown
key=$version-$( { cat "$here/engram_torch.cpp"; printf '%s' "$include $library $compiler"; } | sha256sum | cut -c1-12)
target=$cache/$key/libengram_torch.so

if [ ! -f "$target" ]; then
  mkdir -p "$cache/$key"
  temporary=$(mktemp "$cache/$key/.build.XXXXXX")
  trap 'rm -f "$temporary"' EXIT
  standard=c++17
  # Prebuilt libtorch packages say in their CMake files which C++ ABI they use; the system's uses the compiler's own.
  abi=$(sed -nE 's/.*(_GLIBCXX_USE_CXX11_ABI=[01]).*/-D\1/p' "$library/../share/cmake/Torch/TorchConfig.cmake" 2>/dev/null | head -n 1 || true)
  if ! "$compiler" -std=$standard -O3 -fPIC -shared -fvisibility=hidden ${abi:+"$abi"} -I"$include" -I"$include/torch/csrc/api/include" \
      "$here/engram_torch.cpp" -o "$temporary" -L"$library" -Wl,-rpath,"$library" -ltorch -ltorch_cpu -lc10 -ldl 2>"$cache/$key/build.log"; then
    fail "the native library did not compile against libtorch $version; the compiler's messages are in artifacts/native/$key/build.log
$(grep -m 5 -E 'error' "$cache/$key/build.log" || tail -n 5 "$cache/$key/build.log")"
  fi
  chmod 755 "$temporary"
  mv -f "$temporary" "$target"
fi
ln -sfn "$key" "$cache/.current.$$" && mv -Tf "$cache/.current.$$" "$cache/current"
printf '%s\n' "$target"
