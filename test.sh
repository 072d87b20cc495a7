#!/usr/bin/env bash
# Builds and runs all tests.   ./test.sh [--long]
set -euo pipefail
cd "$(dirname "$0")"
source ./installer/prepare.sh
mode=${1:-}
case "$mode" in ''|--long) ;; *) echo "usage: ./test.sh [--long]" >&2; exit 2 ;; esac
prepare_packages
say "Building (build/release)"
build_in build/release -DYIGONG_TESTS=ON
say "Running the tests"
ctest --test-dir build/release --output-on-failure -j "$(nproc)"
if [ "$mode" = --long ]; then
  say "Building with sanitizers (build/sanitize)"
  build_in build/sanitize -DCMAKE_BUILD_TYPE=Debug -DYIGONG_SANITIZE=ON -DYIGONG_TESTS=ON
  say "Running the tests with sanitizers and the long rounds"
  YIGONG_LONG=1 ASAN_OPTIONS=detect_leaks=0 ctest --test-dir build/sanitize --output-on-failure -j "$(nproc)" --timeout 2400
  YIGONG_LONG=1 ctest --test-dir build/release --output-on-failure -R 'crash|sync|store|encryption|sim' --timeout 2400
fi
say "All tests passed"
