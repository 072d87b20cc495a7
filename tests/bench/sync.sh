#!/usr/bin/env bash
# Synchronisation against its peer in one run:   tests/bench/sync.sh BUILD [EDITS] [MORE_RESIDENTS]
#   bench_sync, and PouchDB 9 against express-pouchdb 4.2 with the same documents, durable on both sides. The peer is
#   installed by npm into ${YIGONG_PEERS:-~/.cache/yigong-peers}/pouchdb, outside the tree, once.
set -euo pipefail
[ $# -ge 1 ] && [ $# -le 3 ] || { echo "usage: tests/bench/sync.sh BUILD [EDITS] [MORE_RESIDENTS]" >&2; exit 2; }
build=$1 edits=${2:-2000} more=${3:-0}
here=$(cd "$(dirname "$0")" && pwd)
peers=${YIGONG_PEERS:-$HOME/.cache/yigong-peers}/pouchdb
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

install_peer() {
  [ -e "$peers/installed" ] && return
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  mkdir -p "$peers"
  echo '{"private": true}' >"$peers/package.json"
  npm --prefix "$peers" install --no-audit --no-fund --save-exact pouchdb@9 express-pouchdb@4.2 express@4 >"$scratch/npm.log" 2>&1 || return 1
  touch "$peers/installed"
}

"$build/tests/bench/bench_sync" "$edits" "$more"
if ! install_peer; then
  echo "no peer: node and npm are needed, and a registry that npm reaches" >&2
  [ ! -e "$scratch/npm.log" ] || tail -5 "$scratch/npm.log" >&2
  exit 1
fi
NODE_ENV=production node "$here/sync_peer.js" "$peers" "$scratch" "$edits"
