#!/usr/bin/env bash
# Tries what `make dist` built, as root: installs in a fresh minimal Debian without a network, makes an office, upgrades
# and removes without touching it, checks the unit, and runs the example of a proxy with an upload of 1 GB.
set -euo pipefail
cd "$(dirname "$0")/.."

version="$(sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/Office/Product.swift)"
bundle="liuhen-$version-$(dpkg --print-architecture)"
work="$(mktemp -d)"
root="$work/root"
trap 'rm -rf "$work"' EXIT
say() { echo "[dist-check] $*"; }
fail() { echo "[dist-check] FAILED: $*" >&2; exit 1; }
# A network of its own, with nothing in it but itself.
alone() { unshare --net --mount --pid --fork bash -c 'ip link set lo up; mount -t proc proc "$0/proc"; mount -t tmpfs -o mode=1777 tmpfs "$0/dev/shm"; exec chroot "$0" "$@"' "$root" "$@"; }
as_liuhen() { alone setpriv --reuid liuhen --regid liuhen --clear-groups env HOME=/tmp "$@"; }

say "signatures"
(cd dist && sha256sum --check --quiet SHA256SUMS)
openssl pkeyutl -verify -pubin -inkey dist/release.pub -rawin -in dist/SHA256SUMS -sigfile dist/SHA256SUMS.sig > /dev/null

say "a fresh Debian without a network"
cp -a .build-dist/base "$root"
rm -f "$root/.complete" "$root/etc/resolv.conf"
tar -xf "dist/$bundle.tar" -C "$root/opt"
[ "$(alone cat /proc/net/dev | grep --count :)" = 1 ] || fail "there is a network"
printf 'x' >> "$root/opt/$bundle/install.sh"
alone sh "/opt/$bundle/install.sh" --yes > /dev/null 2>&1 && fail "a changed file was installed"
tar -xf "dist/$bundle.tar" -C "$root/opt"
cp "$root/opt/$bundle/SHA256SUMS.sig" "$work/signature"
before="$(du --summarize --block-size=1M "$root" | cut -f 1)"
alone sh "/opt/$bundle/install.sh" --yes
say "on disk: $(($(du --summarize --block-size=1M "$root" | cut -f 1) - before)) MB more"
[ "$(alone liuhen --version)" = "$version" ] || fail "another version"

say "an office with a case, a paper and a look at the system"
as_liuhen liuhen demo --data /var/lib/liuhen/office > "$work/demo.log" || { tail "$work/demo.log"; fail "no office"; }
as_liuhen liuhen verify --data /var/lib/liuhen/office > /dev/null || fail "verify"
as_liuhen liuhen status --data /var/lib/liuhen/office > "$work/status" || true
grep --quiet '版本' "$work/status" || fail "status"
before="$(cd "$root/var/lib/liuhen/office" && find ledger blobs keys office.json -type f -print0 | sort --zero-terminated \
    | xargs --null sha256sum | sha256sum)"
same() {
    [ "$(cd "$root/var/lib/liuhen/office" && find ledger blobs keys office.json -type f -print0 | sort --zero-terminated \
        | xargs --null sha256sum | sha256sum)" = "$before" ] || fail "$1 touched the data"
}

say "upgrade in place"
dpkg-deb --raw-extract "$root/opt/$bundle/debs/liuhen_${version}_"*.deb "$work/next"
sed -i "s/^Version: .*/Version: $version+next/" "$work/next/DEBIAN/control"
echo "LIUHEN_PORT=8099" >> "$root/etc/liuhen/liuhen.conf"
dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/next" "$root/opt/next.deb" > /dev/null
alone dpkg --install --force-confold /opt/next.deb > /dev/null
same "the upgrade"
grep --quiet 8099 "$root/etc/liuhen/liuhen.conf" || fail "the upgrade changed the settings"
as_liuhen liuhen verify --data /var/lib/liuhen/office > /dev/null || fail "verify after the upgrade"
dd if=/dev/zero of="$root/opt/$bundle/SHA256SUMS.sig" bs=64 count=1 status=none
alone sh "/opt/$bundle/install.sh" > /dev/null 2>&1 && fail "a wrong signature was installed"
cp "$work/signature" "$root/opt/$bundle/SHA256SUMS.sig"

say "the unit"
# The minimal Debian has no systemd, so the units that ours names are the host's.
cp --archive --no-clobber /lib/systemd/system/. "$root/lib/systemd/system/"
complaints="$(systemd-analyze verify --root="$root" --man=no liuhen.service 2>&1 || true)"
if grep --quiet liuhen <<< "$complaints"; then
    echo "$complaints" >&2
    fail "systemd-analyze verify"
fi
systemd-analyze security --offline=true --root="$root" liuhen.service --no-pager | tail -n 1

say "removal"
alone dpkg --remove liuhen > /dev/null
same "the removal"
alone dpkg --purge liuhen > /dev/null 2>&1
same "the purge"

. Scripts/environment.sh
say "the first morning, the fire, and the morning after it"
machine=.build-dist/machine
if [ ! -e "$machine/.complete" ]; then
    rm -rf "$machine"
    cp -a .build-dist/base "$machine"
    rm "$machine/.complete"
    cp /etc/resolv.conf "$machine/etc/resolv.conf"
    chroot "$machine" apt-get -qq update
    chroot "$machine" apt-get -qq --yes --no-install-recommends install systemd systemd-sysv dbus > "$work/machine.log" 2>&1 \
        || { tail "$work/machine.log" >&2; fail "no machine"; }
    touch "$machine/.complete"
fi
"$LIUHEN_PYTHON" Tests/Packaging/disaster_walk.py "dist/$bundle.tar" "$root/opt/next.deb" "$machine"

say "behind the example of a proxy"
LIUHEN_BINARY="$(find "$PWD/.build-dist/stage" -path '*/usr/lib/liuhen/liuhen')" "$LIUHEN_PYTHON" Tests/Packaging/proxy_check.py
say "fine"
