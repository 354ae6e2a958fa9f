#!/usr/bin/env bash
# Every notebook of the repository under Jupyter's own nbconvert on our kernel; then `engram run --check` runs it again and compares the
# outputs with those. Needs Debian's jupyter-nbconvert and python3-nbclient. Usage: tests/oracles/nbconvert.sh [NOTEBOOK…]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
./engram kernel install --prefix "$work" >/dev/null
export JUPYTER_PATH=$work/share/jupyter
notebooks=("$@")
[ $# -gt 0 ] || mapfile -t notebooks < <(git ls-files 'notebooks/*.ipynb')
failed=0
for notebook in "${notebooks[@]}"; do
  if jupyter nbconvert --to notebook --execute --ExecutePreprocessor.timeout=600 --output-dir "$work/out" "$notebook" >"$work/log" 2>&1 \
      && ./engram run --check "$work/out/$(basename "$notebook")" >>"$work/log" 2>&1; then
    echo "ok      $notebook"
  else
    echo "FAILED  $notebook"; tail -n 5 "$work/log"; failed=1
  fi
done
exit $failed
