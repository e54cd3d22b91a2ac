#!/usr/bin/env bash
# 打印一个 Python ≥ 3.13 的命令；找不到就说清楚要做什么。
set -euo pipefail

for candidate in python3 python3.13 python3.14 python; do
  if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 13))' 2>/dev/null; then
    echo "$candidate"
    exit 0
  fi
done

echo '需要 Python 3.13 或更新的版本，这里没有找到。' >&2
echo '  用 pyenv：pyenv install 3.13；或从系统的软件源、Python 官网安装 3.13，再运行一次。' >&2
exit 1
