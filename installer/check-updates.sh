#!/usr/bin/env bash
# Hands new versions of an installed package over and has them installed:   installer/check-updates.sh FILE.deb   (root)
# For a machine that is thrown away; FILE.deb is installed on it. Of the units, what they start is run: systemd is not needed.
set -euo pipefail
package=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# New versions, handed over as the desktop does and installed as the unit does: what its ExecStart says, as root.
version_of() { dpkg-query -W -f '${Version}' yigong; }
hand_over() { cp "$1" /var/spool/yigong/handed.deb; cp "${2:-$1}.yigong-release" /var/spool/yigong/handed.deb.yigong-release; }
unit_installs() { $(sed -n 's/^ExecStart=//p' /usr/lib/systemd/system/yigong-update.service) 2>said; }
repacked() { # VERSION [package it needs]
  rm -rf repack; dpkg-deb -R "$package" repack
  sed -i "s/^Version: .*/Version: $1/" repack/DEBIAN/control
  [ -z "${2:-}" ] || sed -i "s/^Depends: /Depends: $2, /" repack/DEBIAN/control
  dpkg-deb -Zgzip --root-owner-group -b repack "yigong-$1.deb" >/dev/null
}
refused() { # WORDS
  local before; before=$(version_of)
  if unit_installs; then echo "installed what should be refused: $1" >&2; exit 1; fi
  grep -q "$1" said || { echo "expected \"$1\":" >&2; cat said >&2; exit 1; }
  [ "$(version_of)" = "$before" ] && [ -z "$(ls -A /var/spool/yigong)" ] || { echo "not refused cleanly: $1" >&2; exit 1; }
}
was=$(version_of)
for name in publisher stranger; do yigongctl --json release key $name.key | sed 's/.*"publisher":"\([0-9a-f]*\)".*/\1 of this check/' >$name; done
mkdir -p /etc/yigong
cp publisher /etc/yigong/publishers
repacked "$was+check1"
yigongctl release sign "yigong-$was+check1.deb" --key stranger.key >/dev/null
hand_over "yigong-$was+check1.deb"; refused 'does not know'
yigongctl release sign "yigong-$was+check1.deb" --key publisher.key >/dev/null
hand_over "yigong-$was+check1.deb"
printf x | dd of=/var/spool/yigong/handed.deb bs=1 seek=5000 conv=notrunc status=none; refused 'not what was signed'
repacked "$was+check2" no-such-package
yigongctl release sign "yigong-$was+check2.deb" --key publisher.key >/dev/null
hand_over "yigong-$was+check2.deb"; refused no-such-package
hand_over "yigong-$was+check1.deb"
unit_installs || { cat said >&2; exit 1; }
[ "$(version_of)" = "$was+check1" ] || { echo "the new version was not installed: $(version_of)" >&2; exit 1; }
grep -q "\"installed\": \"$was+check1\"" /var/lib/yigong-update/last.json
repacked "$was+check0"
yigongctl release sign "yigong-$was+check0.deb" --key publisher.key >/dev/null
hand_over "yigong-$was+check0.deb"; refused 'is older than'
rm /etc/yigong/publishers
echo "$(basename "$package"): a signed new version was installed from the spool; an older, a foreign, a garbled and an unmet one were not."
