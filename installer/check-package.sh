#!/usr/bin/env bash
# Installs a package on this machine and uses what it brought:   installer/check-package.sh FILE.deb   (root)
# For a machine that is thrown away: it stays installed.
set -euo pipefail
[ $# -eq 1 ] || { echo "usage: installer/check-package.sh FILE.deb" >&2; exit 2; }
package=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package" >/dev/null
work=$(mktemp -d)
hub_pid=
finish() { [ -z "$hub_pid" ] || kill "$hub_pid" 2>/dev/null || true; rm -rf "$work"; }
trap finish EXIT

for file in /usr/bin/yigong /usr/bin/yigong-hub /usr/bin/yigongctl /usr/share/applications/yigong.desktop \
  /usr/share/icons/hicolor/scalable/apps/yigong.svg /usr/lib/systemd/system/yigong-update.path \
  /usr/lib/systemd/system/yigong-update.service; do
  [ -s "$file" ] || { echo "$file is missing" >&2; exit 1; }
done
for field in Exec=yigong Icon=yigong 'Name\[zh_CN\]=医共'; do
  grep -q "^$field" /usr/share/applications/yigong.desktop || { echo "The desktop entry lacks $field" >&2; exit 1; }
done

unit=/usr/lib/systemd/system/yigong-hub.service
[ -s "$unit" ] || { echo "$unit is missing" >&2; exit 1; }
if command -v systemd-sysusers >/dev/null; then
  id yigong-hub >/dev/null || { echo "The package made no user yigong-hub" >&2; exit 1; }
fi
if command -v systemd-analyze >/dev/null; then
  said=$(systemd-analyze verify "$unit" 2>&1) || { echo "$said" >&2; exit 1; }
  ! grep -q yigong-hub <<<"$said" || { echo "$said" >&2; exit 1; }
  # 0 is a unit that may do nothing, 100 one that may do everything; ours stands below 15.
  systemd-analyze security --offline=true --threshold=15 --no-pager "$unit" >"$work/security.txt" ||
    { tail -n 3 "$work/security.txt" >&2; exit 1; }
  said=$(systemd-analyze verify /usr/lib/systemd/system/yigong-update.{path,service} 2>&1) || { echo "$said" >&2; exit 1; }
  ! grep -q yigong-update <<<"$said" || { echo "$said" >&2; exit 1; }
fi
[ "$(stat -c %a /var/spool/yigong)" = 1777 ] || { echo "/var/spool/yigong is not there for everybody" >&2; exit 1; }

cd "$work"
yigongctl training create county --size small --seed 7 >/dev/null
yigong-hub serve county/hub --listen 127.0.0.1:0 >address &
hub_pid=$!
for _ in $(seq 100); do [ -s address ] && break; sleep 0.1; done
yigongctl --data county/devices/341199101201 sync --hub "$(head -n 1 address)" >/dev/null
yigongctl --data county/devices/341199101201 verify >/dev/null
# The real windows, in Chinese: the story ends with 0 only if each page said what it should.
LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen yigong --story county --hub "$(head -n 1 address)" --pictures pictures >story.txt ||
  { tail -n 20 story.txt >&2; exit 1; }
ls pictures/*.png >/dev/null
"$here/check-updates.sh" "$package"
echo "$(basename "$package"): installed; county made, synced and verified; the story ran through its windows."
