#!/usr/bin/env bash
# Fetches plotly.js (MIT licence) for Figure.SaveHtml into artifacts/plotly, once.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=$root/artifacts/plotly
[ ! -s "$target/plotly.min.js" ] || exit 0
mkdir -p "$target"
cd "$target"
npm pack --silent plotly.js-dist-min@4.1.2 >/dev/null
tar -xzf plotly.js-dist-min-4.1.2.tgz --strip-components=1 package/plotly.min.js package/LICENSE
rm plotly.js-dist-min-4.1.2.tgz
