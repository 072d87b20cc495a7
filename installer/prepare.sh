# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by run.sh and test.sh: installs the Debian packages that are missing, and builds.
packages=(g++ cmake ninja-build ccache pkg-config qt6-base-dev qt6-charts-dev libqt6opengl6-dev qt6-svg-dev qt6-tools-dev
  qt6-tools-dev-tools qt6-l10n-tools libsqlite3-dev libsqlitecpp-dev libsodium-dev libzstd-dev libicu-dev libxlsxwriter-dev
  libexpected-dev libcli11-dev libboost-dev libssl-dev catch2 librapidcheck-dev fonts-noto-cjk)

say() { printf '\n== %s\n' "$1"; }

prepare_packages() {
  local missing=() package
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  say "Installing ${#missing[@]} Debian packages"
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "These packages are missing and this user cannot install them: ${missing[*]}" >&2; exit 1; }
    root=(sudo)
  fi
  "${root[@]}" apt-get update -q
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
}

# build_in FOLDER [cmake options] [--target NAME...]
build_in() {
  local folder=$1 launcher=() options=() targets=()
  shift
  while [ $# -gt 0 ]; do
    if [ "$1" = --target ]; then shift; targets=(--target "$@"); break; fi
    options+=("$1")
    shift
  done
  command -v ccache >/dev/null && launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  mkdir -p "$(dirname "$folder")"
  export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
  cmake -S . -B "$folder" -G Ninja "${launcher[@]}" "${options[@]}" >"$folder.configure.log" 2>&1 ||
    { cat "$folder.configure.log" >&2; exit 1; }
  cmake --build "$folder" "${targets[@]}"
}
