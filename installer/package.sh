#!/usr/bin/env bash
# Builds the Debian package and says where it is. YIGONG_PUBLISHERS=FILE: the publishers whose new versions it takes
# (docs/updates.md).
set -euo pipefail
cd "$(dirname "$0")/.."
source ./installer/prepare.sh
packages+=(file dpkg-dev) # what CPack asks which libraries a program needs
prepare_packages
say "Building (build/release)"
publishers=()
[ -z "${YIGONG_PUBLISHERS:-}" ] || publishers=(-DYIGONG_PUBLISHERS="$(realpath "$YIGONG_PUBLISHERS")")
build_in build/release "${publishers[@]}" --target yigong yigongctl yigong-hub
rm -f build/release/*.deb
(cd build/release && cpack -G DEB >package.log) || { cat build/release/package.log >&2; exit 1; }
echo "$PWD/$(echo build/release/*.deb)"
