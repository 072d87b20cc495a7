#!/usr/bin/env bash
# Installs what is missing, builds, and starts Yigong in a training county.
#   With a display: opens the client as the village doctor. Without one: plays the story of the README through the real
#   windows off screen and says where its pictures and the exported report are.
set -euo pipefail
cd "$(dirname "$0")"
source ./installer/prepare.sh
prepare_packages
say "Building (build/release)"
build_in build/release --target yigong yigongctl yigong-hub
bin=$PWD/build/release/bin

hub_pid=
stop_hub() { [ -z "$hub_pid" ] || { kill "$hub_pid" 2>/dev/null || true; wait "$hub_pid" 2>/dev/null || true; }; }
trap stop_hub EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# serve_hub FOLDER: starts the hub on a port that the kernel gives; its address is in $hub_url.
serve_hub() {
  local said="$1/../hub.address"
  : >"$said"
  "$bin/yigong-hub" serve "$1" --listen 127.0.0.1:0 >"$said" &
  hub_pid=$!
  for _ in $(seq 100); do
    hub_url=$(head -n 1 "$said")
    [ -n "$hub_url" ] && return
    kill -0 "$hub_pid" 2>/dev/null || break
    sleep 0.1
  done
  echo "The hub did not start." >&2
  exit 1
}

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  county=${YIGONG_TRAINING:-${XDG_DATA_HOME:-$HOME/.local/share}/yigong/training}
  if [ ! -e "$county/hub/yigong.db" ]; then
    say "Making a training county in $county"
    mkdir -p "$(dirname "$county")"
    "$bin/yigongctl" training create "$county" --size small --seed 7
  fi
  say "Starting the hub and the client"
  serve_hub "$county/hub"
  "$bin/yigong" --training "$county" --hub "$hub_url"
else
  story=$PWD/build/story
  say "No display: the story of a county, off screen"
  rm -rf "$story"
  mkdir -p "$story"
  "$bin/yigongctl" training create "$story/county" --size small --seed 7
  serve_hub "$story/county/hub"
  QT_QPA_PLATFORM=offscreen "$bin/yigong" --story "$story/county" --hub "$hub_url" --pictures "$story/pictures"
fi
