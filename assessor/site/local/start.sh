#!/bin/sh
# 在这台电脑上打开《班主任政策手册》。Linux、macOS 用；Windows 请双击 start.bat。
cd "$(dirname "$0")" || exit 1
for python in python3 python; do
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then
    exec "$python" start.py "$@"
  fi
done
echo "这台电脑上没有 Python（要 3.8 或更新的）。" >&2
echo "macOS：在“终端”里运行 xcode-select --install，装好后再试；Linux：用系统的软件中心安装 python3。" >&2
echo "不方便安装的话：页面可以直接用浏览器打开 site 里的 index.html 来看，只是不能自评。" >&2
exit 1
