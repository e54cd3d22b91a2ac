#!/usr/bin/env bash
# 确保浏览器测试用的 Chromium 和中文字体在。是 root 就用 apt-get 装，否则说清楚要装什么。
set -euo pipefail

has_browser() {
  command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null
}

has_chinese_font() {
  command -v fc-list >/dev/null && [[ -n $(fc-list :lang=zh) ]]
}

missing=()
has_browser || missing+=(chromium)
has_chinese_font || missing+=(fonts-noto-cjk fontconfig)
if ((${#missing[@]} == 0)); then
  exit 0
fi

if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
  echo "安装：${missing[*]}"
  log=$(mktemp)
  if ! {
    apt-get update &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
  } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "没有装上：${missing[*]}" >&2
    exit 1
  fi
  rm -f "$log"
elif has_browser; then
  echo '没有中文字体：测试照样能跑，截图里的汉字会是方框（可装 fonts-noto-cjk）。' >&2
else
  echo '浏览器测试需要 Chromium，这里没有找到。' >&2
  echo '  Debian、Ubuntu：sudo apt-get install chromium fonts-noto-cjk' >&2
  echo '  其他系统：安装 Chromium 或 Chrome，用 CHROMIUM=/路径/chromium 指明。' >&2
  exit 1
fi
