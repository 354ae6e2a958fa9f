#!/usr/bin/env bash
# Builds libengram_torch.so (or, where named, libengram_distributed.so) against the libtorch found by LIBTORCH, then CONDA_PREFIX, then the system.
# One build for each libtorch version and source, kept in artifacts/native/<key>/; prints the library's path.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${ENGRAM_NATIVE_CACHE:-$here/../artifacts/native}

fail() { printf 'engram: %s\n' "$1" >&2; exit 1; }

# Prints the include and library folders below a root: a libtorch archive, conda-forge's libtorch, Debian's, or pip's torch package.
folders_of() {
  local root=$1 library
  [ -f "$root/include/ATen/ATen.h" ] || return 1
  for library in "$root/lib" "$root/lib64" "$root/lib/$(uname -m)-linux-gnu"; do
    if compgen -G "$library/libtorch_cpu.*" >/dev/null; then
      printf '%s\n%s\n' "$root/include" "$library"
      return 0
    fi
  done
  return 1
}

# A Python environment (conda or venv) holds libtorch itself, or inside its torch package.
find_in_python() {
  local package
  folders_of "$1" && return 0
  for package in "$1"/lib/python3*/site-packages/torch; do
    folders_of "$package" && return 0
  done
  return 1
}

find_libtorch() {
  if [ -n "${LIBTORCH:-}" ]; then # what the user names is taken or refused, never replaced in silence
    find_in_python "$LIBTORCH" && return 0
    fail "LIBTORCH=$LIBTORCH holds no libtorch: expected include/ATen/ATen.h and lib/libtorch_cpu.so below it (a libtorch archive, pip's torch package, or the environment that it is in)."
  fi
  if [ -n "${CONDA_PREFIX:-}" ] && find_in_python "$CONDA_PREFIX"; then return 0; fi
  folders_of /usr || folders_of /usr/local
}

found=$(find_libtorch) || {
  [ -z "${LIBTORCH:-}" ] || exit 1
  fail "libtorch was not found (looked in LIBTORCH, CONDA_PREFIX, /usr, /usr/local).
  Debian or Ubuntu:  sudo apt-get install --no-install-recommends libtorch-dev libopenblas0-pthread g++
  anywhere else:     conda env create -f environment.yml && conda activate engram"
}
{ read -r include; read -r library; } <<<"$found"
compiler=${CXX:-g++}
command -v "$compiler" >/dev/null || fail "no C++ compiler '$compiler'. Install g++ (apt-get install g++) or set CXX."
standard=c++17
printf '#include <optional>\n#include <string_view>\nstd::optional<std::string_view> answer;\n' | "$compiler" -std=$standard -x c++ -fsyntax-only - 2>/dev/null ||
  fail "the compiler '$compiler' ($("$compiler" -dumpversion 2>/dev/null || echo unknown version)) does not know C++17, which libtorch's headers need. Install g++ 9 or newer, or set CXX to one."

version_header=$include/torch/csrc/api/include/torch/version.h
[ -f "$include/torch/version.h" ] && version_header=$include/torch/version.h
version=$(sed -nE 's/^#define TORCH_VERSION_(MAJOR|MINOR|PATCH) +([0-9]+)/\2/p' "$version_header" 2>/dev/null | paste -sd.)
[ -n "$version" ] || version=unknown
name=${1:-engram_torch} # or engram_distributed
key=$version-$( { cat "$here/$name.cpp" "$here/build.sh"; printf '%s' "$include $library $compiler"; } | sha256sum | cut -c1-12)
target=$cache/$key/lib$name.so

if [ ! -f "$target" ]; then
  mkdir -p "$cache/$key"
  temporary=$(mktemp "$cache/$key/.build.XXXXXX")
  trap 'rm -f "$temporary"' EXIT
  # A CUDA build registers its kernels when its library is loaded; nothing refers to it by name.
  cuda=()
  [ ! -e "$library/libtorch_cuda.so" ] || cuda=(-Wl,--push-state,--no-as-needed -ltorch_cuda -Wl,--pop-state)
  # Prebuilt libtorch packages say in their CMake files which C++ ABI they use; the system's uses the compiler's own.
  abi=$(sed -nE 's/.*(_GLIBCXX_USE_CXX11_ABI=[01]).*/-D\1/p' "$library/../share/cmake/Torch/TorchConfig.cmake" 2>/dev/null | head -n 1 || true)
  if ! "$compiler" -std=$standard -O3 -fPIC -shared -fvisibility=hidden ${abi:+"$abi"} -I"$here" -I"$include" -I"$include/torch/csrc/api/include" \
      "$here/$name.cpp" -o "$temporary" -L"$library" -Wl,-rpath,"$library" -ltorch -ltorch_cpu -lc10 -ldl "${cuda[@]}" 2>"$cache/$key/build.log"; then
    fail "the native library did not compile against libtorch $version; the compiler's messages are in artifacts/native/$key/build.log
$(grep -m 5 -E 'error' "$cache/$key/build.log" || tail -n 5 "$cache/$key/build.log")"
  fi
  chmod 755 "$temporary"
  mv -f "$temporary" "$target"
fi
link=current
[ "$name" = engram_torch ] || link=current-$name
ln -sfn "$key" "$cache/.$link.$$" && mv -Tf "$cache/.$link.$$" "$cache/$link"
printf '%s\n' "$target"
