#!/usr/bin/env bash
# Builds the Debian package and says where it is.
set -euo pipefail
cd "$(dirname "$0")/.."
source ./installer/prepare.sh
packages+=(file dpkg-dev) # what CPack asks which libraries a program needs
prepare_packages
say "Building (build/release)"
build_in build/release --target yigong yigongctl yigong-hub
rm -f build/release/*.deb
(cd build/release && cpack -G DEB >package.log) || { cat build/release/package.log >&2; exit 1; }
echo "$PWD/$(echo build/release/*.deb)"
