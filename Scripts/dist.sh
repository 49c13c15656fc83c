#!/usr/bin/env bash
# Builds what an office installs without a network: `make dist`. docs/decisions/0017-packaging.md says why it is so.
#
#   dist/liuhen_VERSION_ARCH.deb     the program alone
#   dist/liuhen-VERSION-ARCH.tar     the same with every Debian package that it needs, install.sh, sums and signature
#
# LIUHEN_RELEASE_KEY   the Ed25519 key that signs, made where it is missing (~/.config/liuhen/release.pem)
# LIUHEN_BINARY_FOLDER a folder with a release build that is taken as it is
# Needs root for the minimal Debian system by which the packages are chosen.
set -euo pipefail
cd "$(dirname "$0")/.."

version="$(sed -n 's/.*static let version = "\(.*\)"/\1/p' Sources/Office/Product.swift)"
architecture="$(dpkg --print-architecture)"
key="${LIUHEN_RELEASE_KEY:-$HOME/.config/liuhen/release.pem}"
work="$PWD/.build-dist"
output="$PWD/dist"
name="liuhen_${version}_$architecture"
say() { echo "[dist] $*"; }

Scripts/install-tools.sh dist
# The versions that the tests ran with.
eval "$(grep --extended-regexp '^run_(packages|python)=' Scripts/install-tools.sh)"
mkdir -p "$work" "$output"

build() {
    binaries="${LIUHEN_BINARY_FOLDER:-}"
    [ -z "$binaries" ] || return 0
    say "building with the Swift runtime inside"
    # The static Foundation does not name the library that its networking calls.
    swift build -c release --product liuhen --static-swift-stdlib --scratch-path "$work" -Xlinker -lcurl
    binaries="$work/release"
}

stage() {
    root="$work/stage/$name"
    rm -rf "$work/stage"
    mkdir -p "$root"/usr/bin "$root"/usr/lib/liuhen/fonts "$root"/usr/share/doc/liuhen "$root"/lib/systemd/system \
        "$root"/etc/liuhen "$root"/DEBIAN
    install -m 0755 "$binaries/liuhen" "$root/usr/lib/liuhen/liuhen"
    strip --strip-unneeded "$root/usr/lib/liuhen/liuhen"
    cp -r "$binaries"/*.resources "$root/usr/lib/liuhen/"
    install -m 0755 packaging/liuhen "$root/usr/bin/liuhen"
    cp .tools/fonts/Fandol{Song,Hei,Kai,Fang}-*.otf "$root/usr/lib/liuhen/fonts/"
    install -m 0644 packaging/liuhen.service "$root/lib/systemd/system/"
    install -m 0644 packaging/liuhen.conf "$root/etc/liuhen/"
    install -m 0644 docs/operations.zh-CN.md docs/examples/nginx.conf CHANGELOG.md "$root/usr/share/doc/liuhen/"
    install -m 0644 LICENSE "$root/usr/share/doc/liuhen/copyright"
    openssl pkey -in "$key" -pubout -out "$root/usr/lib/liuhen/release.pub" 2> /dev/null
    stage_python
    find "$root" -name '__pycache__' -prune -exec rm -rf {} +
    chmod -R u=rwX,go=rX "$root"
}

# An environment that is only its own modules, run by Debian's Python: what `python -I` still looks into.
stage_python() {
    local folder="$root/usr/lib/liuhen/python" minor
    minor="$(/usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')"
    mkdir -p "$folder/bin" "$folder/lib/python$minor/site-packages"
    ln -s /usr/bin/python3 "$folder/bin/python3"
    printf 'home = /usr/bin\ninclude-system-site-packages = false\nversion = %s\n' "$minor" > "$folder/pyvenv.cfg"
    say "unpacking ${run_python[*]}"
    .tools/venv/bin/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: --no-compile \
        --target "$folder/lib/python$minor/site-packages" "${run_python[@]}"
    python_range="python3 (>= $minor), python3 (<< ${minor%.*}.$((${minor#*.} + 1)))"
}

package() {
    local needs tools package
    # The libraries by the symbols that are used, the programs by the list that the tests run with.
    mkdir -p "$work/stage/debian"
    printf 'Source: liuhen\n\nPackage: liuhen\nArchitecture: any\n' > "$work/stage/debian/control"
    needs="$(cd "$work/stage" && dpkg-shlibdeps -O "$name/usr/lib/liuhen/liuhen" 2> /dev/null | sed 's/^shlibs:Depends=//')"
    tools=""
    for package in "${run_packages[@]}"; do
        case "$package" in python3 | python3-venv) ;; *) tools="$tools, $package" ;; esac
    done
    cat > "$root/DEBIAN/control" << CONTROL
Package: liuhen
Version: $version
Architecture: $architecture
Maintainer: Liuhen <liuhen@localhost>
Installed-Size: $(du --summarize --block-size=1024 --exclude=DEBIAN "$root" | cut -f 1)
Depends: $needs, $python_range, adduser, openssl$tools
Section: admin
Priority: optional
Description: records the full process of administrative law enforcement
 The record system of Chinese labour-inspection bodies: cases as an append-only
 log, recordings in an encrypted vault, rules as data, volumes that anyone can
 verify.
CONTROL
    echo /etc/liuhen/liuhen.conf > "$root/DEBIAN/conffiles"
    install -m 0755 packaging/debian/{postinst,prerm,postrm} "$root/DEBIAN/"
    dpkg-deb --root-owner-group -Zxz --build "$root" "$output/$name.deb" > /dev/null
    say "$name.deb: $(du --human-readable "$output/$name.deb" | cut -f 1)"
}

# What a minimal Debian lacks, chosen by its own apt.
collect() {
    local base="$work/base" bundle="$work/bundle/liuhen-$version-$architecture"
    if [ ! -e "$base/.complete" ]; then
        say "making a minimal Debian system"
        rm -rf "$base"
        debootstrap --variant=minbase bookworm "$base" > "$work/debootstrap.log"
        # The host's own sources, security updates among them.
        if [ -e /etc/apt/sources.list.d/debian.sources ]; then
            cp /etc/apt/sources.list.d/debian.sources "$base/etc/apt/sources.list.d/"
            : > "$base/etc/apt/sources.list"
        else
            cp /etc/apt/sources.list "$base/etc/apt/sources.list"
        fi
        touch "$base/.complete"
    fi
    rm -rf "$work/bundle"
    mkdir -p "$bundle/debs/partial"
    cp "$output/$name.deb" "$base/liuhen.deb"
    cp /etc/resolv.conf "$base/etc/resolv.conf"
    mkdir -p "$base/debs"
    mount --bind "$bundle/debs" "$base/debs"
    trap 'umount "$base/debs"' RETURN
    chroot "$base" apt-get -qq update
    chroot "$base" apt-get -qq --yes --no-install-recommends --download-only -o Dir::Cache::Archives=/debs \
        -o APT::Sandbox::User=root install /liuhen.deb > "$work/collect.log" 2>&1 || {
        tail -n 20 "$work/collect.log" >&2
        return 1
    }
    rm -rf "$base/liuhen.deb" "$bundle/debs/partial" "$bundle/debs/lock"
    cp "$output/$name.deb" "$bundle/debs/"
    (cd "$bundle/debs" && dpkg-scanpackages --multiversion . 2> /dev/null > Packages)
    install -m 0755 packaging/install.sh "$bundle/"
    cp docs/operations.zh-CN.md "$bundle/"
    cp "$root/usr/lib/liuhen/release.pub" "$bundle/"
    # Fixed times and owners, so that the same inputs give the same archive.
    (cd "$bundle" && find . -type f ! -name 'SHA256SUMS*' -printf '%P\0' | sort --zero-terminated \
        | xargs --null sha256sum > SHA256SUMS)
    openssl pkeyutl -sign -rawin -inkey "$key" -in "$bundle/SHA256SUMS" -out "$bundle/SHA256SUMS.sig"
    tar --create --file "$output/liuhen-$version-$architecture.tar" --sort=name --owner=0 --group=0 --numeric-owner \
        --directory "$work/bundle" "liuhen-$version-$architecture"
    (cd "$output" && sha256sum "$name.deb" "liuhen-$version-$architecture.tar" > SHA256SUMS)
    openssl pkeyutl -sign -rawin -inkey "$key" -in "$output/SHA256SUMS" -out "$output/SHA256SUMS.sig"
    cp "$root/usr/lib/liuhen/release.pub" "$output/"
    say "liuhen-$version-$architecture.tar: $(du --human-readable "$output/liuhen-$version-$architecture.tar" | cut -f 1)," \
        "$(find "$bundle/debs" -name '*.deb' | wc -l) packages"
}

if [ ! -e "$key" ]; then
    say "making a release key: $key (keep it off this machine's backups, and tell offices its fingerprint in writing)"
    mkdir -p "$(dirname "$key")"
    (umask 077 && openssl genpkey -algorithm ed25519 -out "$key")
fi
build
stage
package
collect
