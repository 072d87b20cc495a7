#!/usr/bin/env bash
# Start to a window on the screen, and memory two seconds later:   tests/bench/start.sh BUILD STORE PLAIN
#   yigong on STORE (a device's folder of a training county) against sqlitebrowser on PLAIN, a plain SQLite file (it cannot
#   read an encrypted one), a bare Qt window beside.
# Needs xvfb, xdotool and sqlitebrowser; cold runs need root (they empty the system's file caches).
set -euo pipefail
[ $# -eq 3 ] || { echo "usage: tests/bench/start.sh BUILD STORE PLAIN" >&2; exit 2; }
build=$1 store=$2 plain=$3
for tool in Xvfb xdotool sqlitebrowser; do
  command -v $tool >/dev/null || { echo "$tool is missing: apt-get install xvfb xdotool sqlitebrowser" >&2; exit 1; }
done
export HOME=$(mktemp -d) QT_QPA_PLATFORM=xcb DISPLAY=:97 LC_ALL=C.UTF-8 XDG_RUNTIME_DIR
XDG_RUNTIME_DIR=$(mktemp -d)
Xvfb :97 -screen 0 1366x768x24 >/dev/null 2>&1 &
screen=$!
trap 'kill $screen 2>/dev/null; rm -rf "$HOME" "$XDG_RUNTIME_DIR"' EXIT
sleep 1

# start_once COMMAND...: milliseconds until a window of it is visible, and resident MiB, into $ms and $mib.
start_once() {
  local begun=$(date +%s%N)
  "$@" >/dev/null 2>&1 &
  local pid=$!
  until xdotool search --all --onlyvisible --pid $pid --name . >/dev/null 2>&1; do
    kill -0 $pid 2>/dev/null || { echo "$1 ended at once" >&2; exit 1; }
  done
  ms=$((($(date +%s%N) - begun) / 1000000))
  sleep 2
  mib=$(($(awk '/^Rss:/ {print $2}' /proc/$pid/smaps_rollup) / 1024))
  kill $pid
  wait $pid 2>/dev/null || true
}
median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }

declare -A cold warm memory
names=(yigong sqlitebrowser bare)
command_of() {
  case $1 in
    yigong) echo "$build/bin/yigong --data $store" ;;
    sqlitebrowser) echo "sqlitebrowser -R $plain" ;;
    bare) echo "$build/tests/bench/bench_bare_window" ;;
  esac
}
for round in 1 2 3 4 5; do
  for name in "${names[@]}"; do
    if [ -w /proc/sys/vm/drop_caches ]; then
      sync
      echo 3 >/proc/sys/vm/drop_caches
      start_once $(command_of "$name")
      cold[$name]+="$ms "
    fi
    start_once $(command_of "$name")
    warm[$name]+="$ms "
    memory[$name]+="$mib "
  done
done
printf '%-14s %9s %9s %9s\n' "median of 5" "cold ms" "warm ms" "MiB"
for name in "${names[@]}"; do
  printf '%-14s %9s %9s %9s\n' "$name" "$([ -n "${cold[$name]:-}" ] && median ${cold[$name]} || echo -)" "$(median ${warm[$name]})" "$(median ${memory[$name]})"
done
